import type { OpenedForm } from "./quiet-slack.ts";

/** A request from Slack, before encoding: the fields of a command, or a JSON payload. */
export type SlackRequest = {
  readonly kind: "command" | "interactive" | "event";
  readonly what: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** Encodes a request as Slack does. */
export const encode = ({ kind, payload }: SlackRequest): { readonly type: string; readonly body: string } => {
  if (kind === "event") return { type: "application/json", body: JSON.stringify(payload) };
  const fields =
    kind === "interactive"
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(fields).toString() };
};

export const WORKSPACE = "T0SANDBOX";

/** Who sends a request, in which channel, and the request's number. */
export type Sender = {
  readonly n: number;
  readonly origin: string;
  readonly channel: string;
  readonly user: string;
};

const commonFields = ({ n, user }: Sender) => ({
  team: { id: WORKSPACE, domain: "sandbox" },
  user: { id: user, team_id: WORKSPACE, name: "somebody" },
  api_app_id: "A0SANDBOX",
  token: "a-verification-token",
  trigger_id: `${n}.T0SANDBOX.trigger`,
  is_enterprise_install: false,
});

export const command = (sender: Sender, name: string, text: string): SlackRequest => ({
  kind: "command",
  what: name,
  payload: {
    command: name,
    text,
    team_id: WORKSPACE,
    channel_id: sender.channel,
    channel_name: "growth",
    user_id: sender.user,
    user_name: "somebody",
    trigger_id: `${sender.n}.T0SANDBOX.trigger`,
    response_url: `${sender.origin}/response/1`,
  },
});

const IN_A_VIEW = /^(?:bet_form|objective|key_result|step|home|delivery)_/;

/** A click on a button. Buttons of lists and of Home are in a view, the others in a message. */
export function click(sender: Sender, action_id: string, value: string, metadata = "{}"): SlackRequest {
  const view = {
    id: "V1",
    type: "modal",
    callback_id: "goals",
    hash: "1.a",
    private_metadata: metadata,
    blocks: [],
    state: { values: {} },
  };
  const message = {
    response_url: `${sender.origin}/response/1`,
    channel: { id: sender.channel, name: "growth" },
    message: { type: "message", ts: "1793610000.000001", text: "Somebody wrote this" },
  };
  const container = { type: IN_A_VIEW.test(action_id) ? "view" : "message", is_ephemeral: false };
  return {
    kind: "interactive",
    what: action_id,
    payload: {
      type: "block_actions",
      ...commonFields(sender),
      ...(IN_A_VIEW.test(action_id) ? { view } : message),
      container,
      actions: [{ type: "button", action_id, block_id: "b", value, action_ts: "1793610000.000002" }],
    },
  };
}

/** What is entered by field: a text, or what is ticked. */
export type Entries = Readonly<Record<string, string | readonly string[]>>;

export const submission = (
  sender: Sender,
  { callbackId, metadata }: OpenedForm,
  fields: Entries,
): SlackRequest => ({
  kind: "interactive",
  what: callbackId,
  payload: {
    type: "view_submission",
    ...commonFields(sender),
    response_urls: [],
    view: {
      id: "V1",
      type: "modal",
      callback_id: callbackId,
      private_metadata: metadata,
      previous_view_id: null,
      title: { type: "plain_text", text: "A form" },
      blocks: Object.entries(fields).map(([id, value]) => ({
        type: "input",
        block_id: id,
        element: { type: typeof value === "string" ? "plain_text_input" : "checkboxes", action_id: id },
      })),
      state: {
        values: Object.fromEntries(
          Object.entries(fields).map(([id, value]) => [
            id,
            {
              [id]:
                typeof value === "string"
                  ? { type: "plain_text_input", value }
                  : { type: "checkboxes", selected_options: value.map((one) => ({ value: one })) },
            },
          ]),
        ),
      },
    },
  },
});

export const shortcut = (sender: Sender, callback_id: string, text: string): SlackRequest => ({
  kind: "interactive",
  what: callback_id,
  payload: {
    type: "message_action",
    ...commonFields(sender),
    callback_id,
    response_url: `${sender.origin}/response/1`,
    channel: { id: sender.channel, name: "growth" },
    message_ts: "1793610000.000001",
    message: { type: "message", ts: "1793610000.000001", text },
  },
});

export const event = (
  { n }: Sender,
  inner: { readonly type: string; readonly [name: string]: unknown },
): SlackRequest => ({
  kind: "event",
  what: inner.type,
  payload: {
    type: "event_callback",
    team_id: WORKSPACE,
    api_app_id: "A0SANDBOX",
    event_id: `Ev${n}`,
    event_time: 1_793_610_000,
    event: inner,
  },
});
