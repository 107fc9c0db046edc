import { z } from "zod";
import { block, jsonObject, viewContent } from "./shapes.ts";

const instant = z.codec(z.string(), z.instanceof(Temporal.Instant), {
  encode: (at) => at.toString(),
  decode(text, context) {
    try {
      return Temporal.Instant.from(text);
    } catch {
      context.issues.push({ code: "custom", input: text, message: "must be an instant" });
      return z.NEVER;
    }
  },
});
const ids = z.array(z.string()).readonly();
const ts = z.string().regex(/^\d+\.\d{6}$/u, "must be a timestamp of Slack");
const flag = z.boolean().exactOptional();

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  firstName: z.string().exactOptional(),
  timeZone: z.string(),
  guest: flag,
  outsider: flag,
});
const channel = z.strictObject({
  id: z.string(),
  name: z.string(),
  members: ids,
  private: flag,
  archived: flag,
  externallyShared: flag,
});
const message = z.strictObject({
  channel: z.string(),
  ts,
  threadTs: ts.exactOptional(),
  /** A person's or the bot's. */
  user: z.string(),
  at: instant,
  edited: z.boolean(),
  /** A reply that stands in the channel as well. */
  broadcast: z.boolean().exactOptional(),
  /** What was posted: text, blocks, metadata and the like. */
  content: jsonObject,
  reactions: z.array(z.strictObject({ name: z.string(), users: ids })),
});
export type SavedMessage = z.output<typeof message>;
const ephemeral = z.strictObject({
  channel: z.string(),
  ts,
  threadTs: ts.exactOptional(),
  user: z.string(),
  at: instant,
  from: z.enum(["app", "slack"]),
  text: z.string(),
  blocks: z.array(block),
});
const home = z.strictObject({
  user: z.string(),
  content: viewContent,
  values: z.record(z.string(), z.record(z.string(), jsonObject)),
});
const responseUrl = z.strictObject({
  id: z.string(),
  channel: z.string(),
  user: z.string(),
  expires: instant,
  source: z.strictObject({ ts, ephemeral: z.boolean() }).exactOptional(),
  usesLeft: z.int().min(0),
});

/** All of a workspace but its open forms, as it is kept over a restart. */
export const saved = z
  .strictObject({
    version: z.literal(1),
    people: z.array(person),
    channels: z.array(channel),
    /** The last id and timestamp that were given out: none comes twice. */
    last: z.strictObject({ id: z.int().min(0), ts: z.int().min(0) }),
    messages: z.array(message),
    ephemerals: z.array(ephemeral),
    homes: z.array(home),
    responseUrls: z.array(responseUrl),
  })
  .check(({ value, issues }) => {
    for (const words of contradictions(value)) issues.push({ code: "custom", input: value, message: words });
  });
export type Saved = z.output<typeof saved>;

/** Reads what `snapshot` wrote, whole or not at all. */
export function readSaved(given: unknown): Saved {
  const read = saved.safeParse(given);
  if (read.success) return read.data;
  throw new Error(`This is no state of the sandbox that can be restored:\n${z.prettifyError(read.error)}`);
}

interface Facts {
  readonly people: readonly { readonly id: string }[];
  readonly channels: readonly { readonly id: string }[];
  readonly messages: readonly { channel: string; ts: string; threadTs?: string }[];
}

function contradictions({ people, channels, messages }: Facts): string[] {
  const words: string[] = [];
  const known = new Set(channels.map(({ id }) => id));
  if (known.size < channels.length) words.push("two channels have the same id");
  if (new Set(people.map(({ id }) => id)).size < people.length) words.push("two people have the same id");
  const places = new Set(messages.map(({ channel: id, ts: at }) => `${id}/${at}`));
  if (places.size < messages.length) words.push("two messages have the same timestamp");
  for (const { channel: id, ts: at, threadTs } of messages) {
    if (!known.has(id)) words.push(`the message ${at} stands in no channel`);
    else if (threadTs !== undefined && !places.has(`${id}/${threadTs}`))
      words.push(`the message ${at} answers one that is not there`);
  }
  return words;
}
