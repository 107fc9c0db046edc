import { pino } from "pino";
import { z } from "zod";
import { BOT } from "#sandbox/sandbox.ts";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import type { AppCall } from "#sandbox/slack/state/state.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import type { Cast } from "./people.ts";

export const GROWTH = "C0GROWTH";
export const OTHER = "C0OTHER";
export const MEMBERS_OF_OTHER = 3;

/** A posted message. Identified by its key, as the order of two messages is random if Slack failed in between. */
type PostedMessage = {
  readonly key: string;
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: string;
};

const metadata = z.object({ event_payload: z.object({ key: z.string() }) });

/** A call that shows something. `ts` is the message's timestamp, if it is one. */
type Output = { readonly method: string; readonly what: string; readonly ts?: string };

/** Ourcome with a database file, and everything it puts out: messages, views, logs and metrics. */
export type World = {
  readonly s: Stage;
  readonly path: string;
  readonly people: Cast["people"];
  /** Messages as they read now, in order of posting. */
  readonly messages: readonly PostedMessage[];
  /** Calls to Slack that show something, without the arguments that must name the recipient. */
  readonly outputs: readonly Output[];
  readonly logged: readonly string[];
  readonly metrics: () => Promise<string>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Calls that show something, with the arguments that name the recipient. */
const SHOWING_CALLS: Readonly<Record<string, readonly string[]>> = {
  "chat.postMessage": [],
  "chat.update": [],
  "chat.postEphemeral": ["user"],
  "reactions.add": [],
  response_url: [],
  "views.open": ["trigger_id"],
  "views.push": ["trigger_id"],
  "views.update": ["view_id", "hash", "external_id"],
  "views.publish": ["user_id"],
};

/** Slack's time limits aren't tested here. */
const NO_TIME_LIMITS = { triggerLifeMs: 600_000, ackDeadlineMs: 600_000 };

export async function openWorld({ people }: Cast): Promise<World> {
  const file = databaseFile();
  const messages: PostedMessage[] = [];
  const outputs: Output[] = [];
  const logged: string[] = [];

  function onCall({ method, args, answer }: AppCall): void {
    const recipientArgs = SHOWING_CALLS[method];
    if (!recipientArgs) return;
    const kept = Object.entries(args).filter(([name]) => !recipientArgs.includes(name));
    const ts = { "chat.postMessage": answer["ts"], "chat.update": args["ts"] }[method];
    const what = JSON.stringify(Object.fromEntries(kept));
    outputs.push({ method, what, ...(typeof ts === "string" && { ts }) });
    if (!answer.ok) return;
    const channel = String(args["channel"]);
    const text = String(args["text"]);
    const blocks = JSON.stringify(args["blocks"]);
    if (method === "chat.postMessage") {
      const { key } = metadata.parse(args["metadata"]).event_payload;
      messages.push({ key, channel, ts: String(ts), text, blocks });
    }
    const changed = method === "chat.update" && messages.find((message) => message.ts === ts);
    if (changed) Object.assign(changed, { text, blocks });
  }

  const log = pino(
    { level: "trace", base: null, timestamp: false },
    { write: (line: string) => void logged.push(line) },
  );
  const insiders = people.slice(0, -1).map(({ id }) => id);
  const s = await stage({
    people,
    channels: [
      { id: GROWTH, name: "growth", members: [...insiders, BOT] },
      { id: OTHER, name: "other", members: [...insiders.slice(0, MEMBERS_OF_OTHER), BOT], private: true },
    ],
    scopes: manifestScopes(),
    database: file.path,
    log,
    onCall,
    ...NO_TIME_LIMITS,
  });
  return {
    s,
    path: file.path,
    people,
    messages,
    outputs,
    logged,
    metrics: async () => (await fetch(new URL("/metrics", s.appUrl))).text(),
    async [Symbol.asyncDispose]() {
      await s[Symbol.asyncDispose]();
      file[Symbol.dispose]();
    },
  };
}
