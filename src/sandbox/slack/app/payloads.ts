import { teamOf } from "#sandbox/slack/web-api/directory.ts";
import type { Placed } from "#sandbox/slack/state/blocks.ts";
import { issueResponseUrl } from "#sandbox/slack/web-api/response-urls.ts";
import type { JsonObject, Option, StoredMessage } from "#sandbox/slack/state/shapes.ts";
import type { Channel, Ephemeral, Person, SandboxState, ViewRecord } from "#sandbox/slack/state/state.ts";
import { issueTrigger } from "#sandbox/slack/state/triggers.ts";
import { viewPayload } from "#sandbox/slack/web-api/views.ts";
import { type ViewValues, shapeOf } from "#sandbox/slack/state/view-state.ts";

function envelope(state: SandboxState, type: string, person: Person): JsonObject {
  return {
    type,
    team: { id: state.workspace.id, domain: state.workspace.domain },
    user: { id: person.id, username: person.name, name: person.name, team_id: teamOf(state, person) },
    api_app_id: state.app.id,
    token: "sandbox",
    enterprise: null,
    is_enterprise_install: false,
  };
}

const channelPayload = (channel: Channel): JsonObject => ({
  id: channel.id,
  name: payloadName(channel),
});

/** The channel's name in payloads. */
const payloadName = (channel: Channel): string =>
  channel.direct ? "directmessage" : channel.private ? "privategroup" : channel.name;

export function commandFields(
  state: SandboxState,
  person: Person,
  channel: Channel,
  command: string,
  text: string,
): Record<string, string> {
  return {
    token: "sandbox",
    team_id: state.workspace.id,
    team_domain: state.workspace.domain,
    channel_id: channel.id,
    channel_name: payloadName(channel),
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: state.app.id,
    is_enterprise_install: "false",
    response_url: issueResponseUrl(state, { channel: channel.id, user: person.id }),
    trigger_id: issueTrigger(state, person.id),
  };
}

/** An entry of `actions`: what was clicked, chosen or entered. */
export function actionPayload(state: SandboxState, placed: Placed, chosen: JsonObject | Option): JsonObject {
  const { element, blockId, actionId } = placed;
  const base = { type: element.type, block_id: blockId, action_id: actionId, action_ts: state.newTs() };
  if (element.type === "overflow") return { ...base, selected_option: chosen };
  const shape = shapeOf(element);
  if (!shape) {
    const { text, value, style, url } = element;
    return Object.fromEntries(
      Object.entries({ ...base, text, value, style, url }).filter(([, field]) => field !== undefined),
    );
  }
  const initial = Object.entries(element).filter(([key]) => key === shape.initial || key === "placeholder");
  return { ...base, ...Object.fromEntries(initial), [shape.key]: Object.assign({}, chosen)[shape.key] };
}

export function viewActions(
  state: SandboxState,
  person: Person,
  view: ViewRecord,
  action: JsonObject,
): JsonObject {
  return {
    ...envelope(state, "block_actions", person),
    trigger_id: issueTrigger(state, person.id),
    container: { type: "view", view_id: view.id },
    view: viewPayload(state, view),
    actions: [action],
  };
}

export interface ActionMessage {
  readonly channel: Channel;
  readonly values: ViewValues;
  readonly stored?: StoredMessage;
  readonly ephemeral?: Ephemeral;
}

export function messageActions(
  state: SandboxState,
  person: Person,
  { channel, stored, ephemeral, values }: ActionMessage,
  action: JsonObject,
): JsonObject {
  const ts = stored?.ts ?? ephemeral?.ts ?? "";
  const threadTs = stored?.thread_ts ?? ephemeral?.threadTs;
  return {
    ...envelope(state, "block_actions", person),
    trigger_id: issueTrigger(state, person.id),
    response_url: issueResponseUrl(state, {
      channel: channel.id,
      user: person.id,
      source: { ts, ephemeral: ephemeral !== undefined },
    }),
    container: {
      type: "message",
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral !== undefined,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: channelPayload(channel),
    ...(stored ? { message: { type: "message", team: state.workspace.id, ...stored } } : {}),
    state: { values },
    actions: [action],
  };
}

export function viewSubmission(state: SandboxState, person: Person, view: ViewRecord): JsonObject {
  return {
    ...envelope(state, "view_submission", person),
    trigger_id: issueTrigger(state, person.id),
    view: viewPayload(state, view),
    response_urls: [],
  };
}

export function viewClosed(state: SandboxState, person: Person, view: ViewRecord): JsonObject {
  return { ...envelope(state, "view_closed", person), view: viewPayload(state, view), is_cleared: false };
}

export function messageShortcut(
  state: SandboxState,
  person: Person,
  callbackId: string,
  channel: Channel,
  message: StoredMessage,
): JsonObject {
  return {
    ...envelope(state, "message_action", person),
    callback_id: callbackId,
    action_ts: state.newTs(),
    trigger_id: issueTrigger(state, person.id),
    response_url: issueResponseUrl(state, { channel: channel.id, user: person.id }),
    message_ts: message.ts,
    channel: channelPayload(channel),
    message: { type: "message", team: state.workspace.id, ...message },
  };
}
