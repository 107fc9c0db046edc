import { type Dice, pick } from "#tests/chaos/dice.ts";
import type { SlackRequest } from "./requests.ts";

/** A signed request that Slack would not send. */
export type Nonsense = {
  readonly what: string;
  readonly type: string;
  readonly body: string | Buffer;
  /** Whether everything the app reads in it is unchanged. If so, it may do what the original request does. */
  readonly unchanged: boolean;
  /** Whether it is a valid form that differs only in the text of its fields. */
  readonly onlyTextChanged: boolean;
};

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";
const NASTY: readonly [unknown, ...unknown[]] = [
  null,
  0,
  -1.5e308,
  true,
  "",
  [],
  {},
  [null],
  { type: null },
  "x".repeat(70_000),
  "\u0000\uD800",
  "constructor",
  JSON.parse('{"__proto__":{"ok":true},"constructor":1}'),
  JSON.parse(`${"[".repeat(4_000)}${"]".repeat(4_000)}`),
];

/** Requests that Slack's libraries know but the app does not handle, some of them with empty fields. */
export const UNHANDLED: readonly SlackRequest[] = [
  ...["view_closed", "shortcut", "block_suggestion", "interactive_message", "dialog_submission"].map(
    unhandled,
  ),
  ...["dialog_suggestion", "workflow_step_edit", "message_action", "block_actions", "view_submission"].map(
    unhandled,
  ),
  ...["app_rate_limited", "event_callback", "url_verification"].map((type): SlackRequest => ({
    kind: "event",
    what: type,
    payload: { type, team_id: "T0SANDBOX", api_app_id: "A0SANDBOX", minute_rate_limited: 1, challenge: "c" },
  })),
  ...["function_executed", "message", "app_mention", "member_joined_channel"].map((type): SlackRequest => ({
    kind: "event",
    what: type,
    payload: {
      type: "event_callback",
      team_id: "T0SANDBOX",
      event: { type, user: "U0ANA", channel: "C0TEAM0", text: "Somebody wrote this", ts: "1.1" },
    },
  })),
  { kind: "command", what: "ssl_check", payload: { ssl_check: "1", token: "a-verification-token" } },
  { kind: "command", what: "/unknown", payload: { command: "/unknown", text: "x", team_id: "T0SANDBOX" } },
];

function unhandled(type: string): SlackRequest {
  const payload = {
    type,
    team: { id: "T0SANDBOX" },
    user: { id: "U0ANA" },
    callback_id: "x",
    action_id: "x",
    value: "x",
  };
  return { kind: "interactive", what: type, payload };
}

type Json = Record<string, unknown>;

/** Changes one to three values of a request, or its bytes. `n` makes its id unique, so that it is no duplicate. */
export function mangle(request: SlackRequest, n: number, dice: Dice): Nonsense {
  const withUniqueId = structuredClone(request.payload) as Json;
  if ("trigger_id" in withUniqueId) withUniqueId["trigger_id"] = `${n}.T0SANDBOX.trigger`;
  if ("event_id" in withUniqueId) withUniqueId["event_id"] = `Ev${n}`;
  const before = partsRead(withUniqueId);
  if (dice() < 0.75) {
    let payload: unknown = withUniqueId;
    for (let times = 1 + Math.floor(dice() * 3); times > 0; times -= 1) payload = damage(payload, dice);
    const now = partsRead(payload);
    return {
      what: `${request.what}, other values`,
      ...wire(request.kind, payload),
      unchanged: now.all === before.all,
      onlyTextChanged: now.all !== before.all && now.rest === before.rest,
    };
  }
  const { type, body } = wire(request.kind, withUniqueId);
  return {
    what: `${request.what}, other bytes`,
    unchanged: false,
    onlyTextChanged: false,
    ...garble(type, body, dice),
  };
}

function wire(kind: SlackRequest["kind"], payload: unknown): { type: string; body: string } {
  if (kind === "event") return { type: JSON_TYPE, body: JSON.stringify(payload) ?? "" };
  if (kind === "interactive")
    return { type: FORM, body: new URLSearchParams({ payload: JSON.stringify(payload) ?? "" }).toString() };
  const fields = Object.entries(Object(payload) as Json).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item): [string, string] => [
      name,
      typeof item === "string" ? item : (JSON.stringify(item) ?? ""),
    ]),
  );
  return { type: FORM, body: new URLSearchParams(fields).toString() };
}

/** Removes or replaces a value at a random depth. */
function damage(value: unknown, dice: Dice): unknown {
  if (typeof value !== "object" || value === null || dice() < 0.12) return pick(dice, NASTY);
  const keys = Object.keys(value);
  const key = keys[Math.floor(dice() * keys.length)];
  if (key === undefined) return pick(dice, NASTY);
  if (dice() < 0.15) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  const damaged = damage((value as Json)[key], dice);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? damaged : (item as unknown)))
    : { ...value, [key]: damaged };
}

const TYPES = [
  FORM,
  JSON_TYPE,
  "text/plain",
  `${FORM}; charset=utf-8`,
  "multipart/form-data; boundary=x",
] as const;
const BYTES = ["\u0000", "\u0001", "\u00FF", '"', "{", "\\", "%", "%zz", "&", "=", "\uFEFF"] as const;

function garble(type: string, body: string, dice: Dice): { type: string; body: string | Buffer } {
  const at = Math.floor(dice() * body.length);
  const kind = pick(dice, [
    "cut",
    "cut",
    "inserted",
    "type",
    "twice",
    "fields",
    "noise",
    "large",
    "too large",
  ]);
  switch (kind) {
    case "cut":
      // Cut well before the end, because the app may not read the end of the last field.
      return { type, body: body.slice(0, Math.floor(at * 0.7)) };
    case "inserted":
      return { type, body: `${body.slice(0, 20)}${pick(dice, BYTES)}${pick(dice, BYTES)}${body.slice(21)}` };
    case "type":
      return { type: pick(dice, TYPES.filter((name) => name !== type) as [string, ...string[]]), body };
    case "twice":
      return { type, body: `${body}&${body}` };
    case "fields":
      return { type: FORM, body: Array.from({ length: 3_000 }, (_, n) => `f${n}=${n}`).join("&") };
    case "noise":
      return { type, body: Buffer.from(Array.from({ length: 300 }, () => Math.floor(dice() * 256))) };
    case "large":
      return { type, body: `${type === FORM ? "type=x&text=" : '{"type":"'}${"x".repeat(900_000)}` };
    case "too large":
      return { type, body: `${body}${"x".repeat(3_000_000)}` };
  }
}

/** All that the app reads in a payload (`all`), and the same without a form's field values (`rest`). */
function partsRead(payload: unknown): { all: string; rest: string } {
  const read = (...path: readonly string[]): unknown =>
    path.reduce<unknown>((value, key) => (Object(value) as Json)[key], payload);
  const type = read("type");
  const rest = [
    type,
    read("team", "id") ?? read("user", "team_id"),
    read("user", "id"),
    ...["command", "text", "team_id", "channel_id", "user_id"].map((name) => read(name)),
    ...(type === "block_actions" ? [read("actions", "0", "action_id"), read("actions", "0", "value")] : []),
    ...(type === "message_action"
      ? [read("callback_id"), read("channel", "id"), read("message", "ts"), read("message", "text")]
      : []),
    ...(type === "view_submission" ? [read("view", "callback_id"), read("view", "private_metadata")] : []),
  ];
  const words = type === "view_submission" ? read("view", "state", "values") : undefined;
  return { all: JSON.stringify([rest, words]) ?? "", rest: JSON.stringify(rest) ?? "" };
}
