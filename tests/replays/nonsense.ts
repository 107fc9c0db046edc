import { type Dice, pick } from "#tests/chaos/dice.ts";
import type { Asked } from "./requests.ts";

/** Something signed that Slack would not have sent. */
export type Nonsense = {
  readonly what: string;
  readonly type: string;
  readonly body: string | Buffer;
  /** Whether all that we read in it is as it was: then it is that request still, and may do what that does. */
  readonly unharmed: boolean;
  /** Whether it is a form that fits but for other words in its fields. */
  readonly otherWords: boolean;
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

/** Kinds that Slack's libraries know, and we do not listen to; some with nothing in them. */
export const OTHERS: readonly Asked[] = [
  ...["view_closed", "shortcut", "block_suggestion", "interactive_message", "dialog_submission"].map(other),
  ...["dialog_suggestion", "workflow_step_edit", "message_action", "block_actions", "view_submission"].map(
    other,
  ),
  ...["app_rate_limited", "event_callback", "url_verification"].map((type): Asked => ({
    kind: "event",
    what: type,
    payload: { type, team_id: "T0SANDBOX", api_app_id: "A0SANDBOX", minute_rate_limited: 1, challenge: "c" },
  })),
  ...["function_executed", "message", "app_mention", "member_joined_channel"].map((type): Asked => ({
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

function other(type: string): Asked {
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

/** Changes a request in one to three places, or its bytes. `n` gives it a name of its own, so that it is no repetition. */
export function mangle(asked: Asked, n: number, dice: Dice): Nonsense {
  const named = structuredClone(asked.payload) as Json;
  if ("trigger_id" in named) named["trigger_id"] = `${n}.T0SANDBOX.trigger`;
  if ("event_id" in named) named["event_id"] = `Ev${n}`;
  const before = gist(named);
  if (dice() < 0.75) {
    let payload: unknown = named;
    for (let times = 1 + Math.floor(dice() * 3); times > 0; times -= 1) payload = harm(payload, dice);
    const now = gist(payload);
    return {
      what: `${asked.what}, other values`,
      ...wire(asked.kind, payload),
      unharmed: now.all === before.all,
      otherWords: now.all !== before.all && now.rest === before.rest,
    };
  }
  const { type, body } = wire(asked.kind, named);
  return {
    what: `${asked.what}, other bytes`,
    unharmed: false,
    otherWords: false,
    ...garble(type, body, dice),
  };
}

function wire(kind: Asked["kind"], payload: unknown): { type: string; body: string } {
  if (kind === "event") return { type: JSON_TYPE, body: JSON.stringify(payload) ?? "" };
  if (kind === "interactive")
    return { type: FORM, body: new URLSearchParams({ payload: JSON.stringify(payload) ?? "" }).toString() };
  const fields = Object.entries(Object(payload) as Json).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [
      name,
      typeof one === "string" ? one : (JSON.stringify(one) ?? ""),
    ]),
  );
  return { type: FORM, body: new URLSearchParams(fields).toString() };
}

/** Goes down to a random place, and takes it away, or puts something else there. */
function harm(value: unknown, dice: Dice): unknown {
  if (typeof value !== "object" || value === null || dice() < 0.12) return pick(dice, NASTY);
  const keys = Object.keys(value);
  const key = keys[Math.floor(dice() * keys.length)];
  if (key === undefined) return pick(dice, NASTY);
  if (dice() < 0.15) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
  const harmed = harm((value as Json)[key], dice);
  return Array.isArray(value)
    ? value.map((one, at) => (String(at) === key ? harmed : (one as unknown)))
    : { ...value, [key]: harmed };
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
  const how = pick(dice, [
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
  switch (how) {
    case "cut":
      // The end of the last field may be what nobody reads.
      return { type, body: body.slice(0, Math.floor(at * 0.7)) };
    case "inserted":
      return { type, body: `${body.slice(0, 20)}${pick(dice, BYTES)}${pick(dice, BYTES)}${body.slice(21)}` };
    case "type":
      return { type: pick(dice, TYPES.filter((one) => one !== type) as [string, ...string[]]), body };
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

/** Of a payload all that we read; and the same without the words in the fields of a form. */
function gist(payload: unknown): { all: string; rest: string } {
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
