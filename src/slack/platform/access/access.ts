import { SlackError, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import { err, ok, type Result } from "#domain/result.ts";
import type { ClientOf } from "#slack/platform/installation/workspaces.ts";
import { listConversations } from "#slack/platform/web-api/list-conversations.ts";

export type PersonRefusal = { readonly kind: "guest" } | { readonly kind: "outsider" };

export type AccessRefusal =
  | PersonRefusal
  | { readonly kind: "bot-not-in-channel" }
  | { readonly kind: "channel-archived" }
  | { readonly kind: "channel-shared-outside" }
  | { readonly kind: "direct-message" }
  | { readonly kind: "not-in-channel" }
  | { readonly kind: "slack-silent" };

/** The person who acts, and their workspace. The user id is kept for this request only. */
export type Requester = { readonly workspace: string; readonly user: string };

/** What Slack says about a person who may act in a channel, and about the channel. */
export type Admission = {
  readonly channelName: string;
  readonly members: readonly string[];
  readonly timeZone: string;
};

type PersonFacts = { role: "member" | "guest" | "outsider" | "bot"; timeZone: string };
type ChannelFacts = { name: string; refusal?: AccessRefusal; members: readonly string[] };

export type Access = {
  /**
   * Whether a person may act in a channel: they must be a full member of the workspace and a member of the channel, and
   * Ourcome must be able to work there.
   */
  readonly checkAccess: (who: {
    workspace: string;
    user: string;
    channel: string;
  }) => Promise<Result<Admission, AccessRefusal>>;
  /** Whether Ourcome can work in a channel, and who is in it: for requests of programs. */
  readonly checkChannel: (where: {
    workspace: string;
    channel: string;
  }) => Promise<Result<readonly string[], AccessRefusal>>;
  /** Whether a person is a full member of the workspace, in whichever channel they ask. */
  readonly checkPerson: (who: {
    workspace: string;
    user: string;
  }) => Promise<Result<undefined, PersonRefusal>>;
  /** Whether a person is an admin or owner of the workspace, asked anew each time. Undefined while Slack doesn't say. */
  readonly isAdmin: (who: Requester) => Promise<boolean | undefined>;
  /** The channels that both the person and Ourcome are in, archived ones included. */
  readonly channelsOf: (who: { workspace: string; user: string }) => Promise<readonly string[]>;
  /** A channel's eligible voters: its members without guests, outsiders and bots. */
  readonly voters: (where: { workspace: string; channel: string }) => Promise<ReadonlySet<string>>;
  /** Everyone in a channel, bypassing the cache. Undefined if Ourcome can't work in the channel for now. */
  readonly members: (where: { workspace: string; channel: string }) => Promise<readonly string[] | undefined>;
  /**
   * The eligible voters among `people`, each looked up without the cache. Undefined if Ourcome can't work in the
   * channel for now.
   */
  readonly votersAmong: (
    where: { workspace: string; channel: string },
    people: ReadonlySet<string>,
  ) => Promise<ReadonlySet<string> | undefined>;
  /** Drops what is cached about a channel, because it has changed. */
  readonly invalidate: (where: { workspace: string; channel: string }) => void;
};

/**
 * A minute is short enough to notice people who leave a channel, and long enough to save a form a second lookup. A
 * refusal isn't cached for a channel, so that people who do what they were told are let in at once. With
 * `ignoreFetchAbort`, an entry that is dropped while Slack is being asked still resolves.
 */
const CACHE_OPTIONS = { max: 5_000, ttl: 60_000, ignoreFetchAbort: true };

const CACHED = { forceRefresh: false };
/** For counting votes: who is eligible at that very moment. */
const FRESH = { forceRefresh: true };

export function slackAccess(clientOf: ClientOf): Access {
  const personCache = new LRUCache<string, PersonFacts>({
    ...CACHE_OPTIONS,
    fetchMethod: (key) => fetchPerson(clientOf, ...split(key)),
  });
  const channelCache = new LRUCache<string, ChannelFacts>({
    ...CACHE_OPTIONS,
    fetchMethod: (key) => fetchChannel(clientOf, ...split(key)),
  });
  const person = (workspace: string, user: string, options = CACHED) =>
    personCache.forceFetch(`${workspace}/${user}`, options);
  const forgetChannel = (workspace: string, id: string) => channelCache.delete(`${workspace}/${id}`);
  async function channel(workspace: string, id: string, options = CACHED): Promise<ChannelFacts> {
    const facts = await channelCache.forceFetch(`${workspace}/${id}`, options);
    if (facts.refusal) forgetChannel(workspace, id);
    return facts;
  }

  async function fullMembers(
    workspace: string,
    users: readonly string[],
    options = CACHED,
  ): Promise<ReadonlySet<string>> {
    const roles = await Promise.all(
      users.map(async (user) => ({ user, role: (await person(workspace, user, options)).role })),
    );
    return new Set(roles.filter(({ role }) => role === "member").map(({ user }) => user));
  }

  return {
    async checkAccess({ workspace, user, channel: id }) {
      if (id.startsWith("D")) return err({ kind: "direct-message" });
      const facts = await withTimeout(Promise.all([person(workspace, user), channel(workspace, id)]));
      if (!facts) return err({ kind: "slack-silent" });
      const [personFacts, channelFacts] = facts;
      const admission = admitPerson(personFacts);
      if (!admission.ok) return admission;
      if (channelFacts.refusal) return err(channelFacts.refusal);
      if (!channelFacts.members.includes(user)) {
        forgetChannel(workspace, id);
        return err({ kind: "not-in-channel" });
      }
      return ok({
        channelName: channelFacts.name,
        members: channelFacts.members,
        timeZone: personFacts.timeZone,
      });
    },

    async checkChannel({ workspace, channel: id }) {
      const facts = await withTimeout(channel(workspace, id));
      if (!facts) return err({ kind: "slack-silent" });
      return facts.refusal ? err(facts.refusal) : ok(facts.members);
    },

    async checkPerson({ workspace, user }) {
      return admitPerson(await person(workspace, user));
    },

    async isAdmin({ workspace, user }) {
      const answer = await withTimeout(clientOf(workspace).users.info({ user }));
      return answer && (answer.user?.is_admin === true || answer.user?.is_owner === true);
    },

    async channelsOf({ workspace, user }) {
      const filter = { user, types: "public_channel,private_channel" };
      return (await listConversations(clientOf(workspace), filter)).map(({ id }) => id);
    },

    invalidate: ({ workspace, channel: id }) => forgetChannel(workspace, id),

    async voters({ workspace, channel: id }) {
      return fullMembers(workspace, (await channel(workspace, id)).members);
    },

    async members({ workspace, channel: id }) {
      const { members, refusal } = await channel(workspace, id, FRESH);
      return refusal ? undefined : members;
    },

    async votersAmong({ workspace, channel: id }, people) {
      const { members, refusal } = await channel(workspace, id);
      if (refusal) return undefined;
      return fullMembers(
        workspace,
        members.filter((member) => people.has(member)),
        FRESH,
      );
    },
  };
}

/** A form must be answered within three seconds. Without facts after two, it is refused and nothing is saved. */
const TIMEOUT_MS = 2_000;

/** Slack's answer. Undefined if it doesn't come in time or Slack can't be reached. Throws errors that Slack returns. */
export async function withTimeout<Facts>(answer: Promise<Facts>): Promise<Facts | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, undefined);
  });
  try {
    return await Promise.race([answer, timeout]);
  } catch (fault) {
    if (fault instanceof WebAPIPlatformError || !(fault instanceof SlackError)) throw fault;
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function admitPerson({ role }: PersonFacts): Result<undefined, PersonRefusal> {
  if (role === "guest") return err({ kind: "guest" });
  return role === "member" ? ok(undefined) : err({ kind: "outsider" });
}

const split = (key: string): [workspace: string, id: string] => {
  const slash = key.indexOf("/");
  return [key.slice(0, slash), key.slice(slash + 1)];
};

/** Slack's errors for people of another organisation, about whom it says nothing. */
const NOT_VISIBLE = ["user_not_found", "user_not_visible"];

async function fetchPerson(clientOf: ClientOf, workspace: string, user: string): Promise<PersonFacts> {
  try {
    const { user: facts } = await clientOf(workspace).users.info({ user });
    const timeZone = facts?.tz ?? "UTC";
    if (!facts || facts.deleted || facts.is_bot) return { role: "bot", timeZone };
    if (facts.is_stranger || (facts.team_id !== undefined && facts.team_id !== workspace))
      return { role: "outsider", timeZone };
    if (facts.is_restricted || facts.is_ultra_restricted) return { role: "guest", timeZone };
    return { role: "member", timeZone };
  } catch (fault) {
    if (isRefusal(fault, NOT_VISIBLE)) return { role: "outsider", timeZone: "UTC" };
    throw fault;
  }
}

async function fetchChannel(clientOf: ClientOf, workspace: string, channel: string): Promise<ChannelFacts> {
  const client = clientOf(workspace);
  try {
    const { channel: facts } = await client.conversations.info({ channel });
    const name = facts?.name ?? "";
    if (facts?.is_im || facts?.is_mpim) return { name, members: [], refusal: { kind: "direct-message" } };
    if (facts?.is_archived) return { name, members: [], refusal: { kind: "channel-archived" } };
    if (facts?.is_ext_shared) return { name, members: [], refusal: { kind: "channel-shared-outside" } };
    if (!facts?.is_member) return { name, members: [], refusal: { kind: "bot-not-in-channel" } };
    return { name, members: await fetchMembers(client, channel) };
  } catch (fault) {
    // To the bot, a private channel that it isn't in doesn't exist.
    if (isRefusal(fault, ["channel_not_found", "not_in_channel"]))
      return { name: "", members: [], refusal: { kind: "bot-not-in-channel" } };
    throw fault;
  }
}

const isRefusal = (fault: unknown, errors: readonly string[]): boolean =>
  fault instanceof WebAPIPlatformError && errors.includes(fault.data.error);

async function fetchMembers(client: WebClient, channel: string): Promise<string[]> {
  const members: string[] = [];
  for await (const page of client.paginate("conversations.members", { channel, limit: 200 }))
    members.push(...("members" in page ? (page.members as string[]) : []));
  return members;
}
