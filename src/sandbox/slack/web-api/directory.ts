import { botIsIn, conversationTypes } from "./access.ts";
import { type Answer, type JsonObject, refusal } from "#sandbox/slack/state/shapes.ts";
import type { Channel, Person, SandboxState } from "#sandbox/slack/state/state.ts";

const OTHER_WORKSPACE = "T0ELSEWHERE";

export const teamOf = (state: SandboxState, person: Person) =>
  person.outsider ? OTHER_WORKSPACE : state.workspace.id;

export function authTest(state: SandboxState): Answer {
  return {
    ok: true,
    url: `https://${state.workspace.domain}.slack.com/`,
    team: state.workspace.name,
    team_id: state.workspace.id,
    user: state.app.name.toLowerCase(),
    user_id: state.app.userId,
    bot_id: state.app.botId,
    app_id: state.app.id,
    is_enterprise_install: false,
  };
}

function userPayload(state: SandboxState, person: Person): JsonObject {
  return {
    id: person.id,
    team_id: teamOf(state, person),
    name: person.name,
    real_name: person.realName,
    deleted: false,
    tz: person.timeZone,
    is_bot: false,
    is_app_user: false,
    is_admin: person.admin ?? false,
    is_owner: false,
    is_restricted: person.guest ?? false,
    is_ultra_restricted: false,
    ...(person.outsider ? { is_stranger: true } : {}),
    profile: {
      real_name: person.realName,
      display_name: person.name,
      ...(person.firstName === undefined ? {} : { first_name: person.firstName }),
      team: teamOf(state, person),
    },
  };
}

function botPayload(state: SandboxState): JsonObject {
  return {
    id: state.app.userId,
    team_id: state.workspace.id,
    name: state.app.name.toLowerCase(),
    real_name: state.app.name,
    deleted: false,
    is_bot: true,
    is_restricted: false,
    is_ultra_restricted: false,
    profile: { real_name: state.app.name, display_name: state.app.name, bot_id: state.app.botId },
  };
}

export function usersInfo(state: SandboxState, args: JsonObject): Answer {
  const id = String(args["user"]);
  if (id === state.app.userId) return { ok: true, user: botPayload(state) };
  const person = state.people.get(id);
  return person ? { ok: true, user: userPayload(state, person) } : refusal("user_not_found");
}

export function usersList(state: SandboxState, args: JsonObject): Answer {
  const people = [...state.people.values()].map((person) => userPayload(state, person));
  return page("members", [...people, botPayload(state)], args);
}

function channelPayload(state: SandboxState, channel: Channel): JsonObject {
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.private,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.private ?? false,
    is_archived: channel.archived ?? false,
    is_general: false,
    is_shared: channel.externallyShared ?? false,
    is_ext_shared: channel.externallyShared ?? false,
    is_org_shared: false,
    is_member: botIsIn(state, channel),
    num_members: channel.members.length,
    context_team_id: state.workspace.id,
  };
}

function knownChannel(state: SandboxState, args: JsonObject): Channel | undefined {
  return state.channels.get(String(args["channel"]));
}

export function conversationsInfo(state: SandboxState, args: JsonObject): Answer {
  const channel = knownChannel(state, args);
  return channel ? { ok: true, channel: channelPayload(state, channel) } : refusal("channel_not_found");
}

export function conversationsMembers(state: SandboxState, args: JsonObject): Answer {
  const channel = knownChannel(state, args);
  return channel ? page("members", channel.members, args) : refusal("channel_not_found");
}

export function conversationsList(state: SandboxState, args: JsonObject): Answer {
  return page("channels", visibleChannels(state, args), args);
}

/** The channels of a person, or of the bot if no person is given, that the bot can see. */
export function usersConversations(state: SandboxState, args: JsonObject): Answer {
  const user = typeof args["user"] === "string" ? args["user"] : state.app.userId;
  if (user !== state.app.userId && !state.people.has(user)) return refusal("user_not_found");
  return page("channels", visibleChannels(state, args, user), args);
}

function visibleChannels(state: SandboxState, args: JsonObject, user?: string): JsonObject[] {
  const types = conversationTypes(args);
  const excludeArchived = args["exclude_archived"] === true || args["exclude_archived"] === "true";
  return [...state.channels.values()]
    .filter((channel) => types.includes(channel.private ? "private_channel" : "public_channel"))
    .filter((channel) => !channel.private || botIsIn(state, channel))
    .filter((channel) => user === undefined || channel.members.includes(user))
    .filter((channel) => !(excludeArchived && channel.archived))
    .map((channel) => channelPayload(state, channel));
}

export function page(key: string, items: readonly unknown[], args: JsonObject): Answer {
  const limit = Math.min(Number(args["limit"]) || 100, 1000);
  const cursor = args["cursor"];
  const start = typeof cursor === "string" && cursor !== "" ? Number(cursor.replace(/^at:/, "")) : 0;
  if (!Number.isInteger(start) || start > items.length) return refusal("invalid_cursor");
  const end = start + limit;
  return {
    ok: true,
    [key]: items.slice(start, end),
    response_metadata: { next_cursor: end < items.length ? `at:${end}` : "" },
  };
}
