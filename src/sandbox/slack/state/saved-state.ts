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
const ts = z.string().regex(/^\d+\.\d{6}$/u, "must be a Slack timestamp");
const flag = z.boolean().exactOptional();

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  realName: z.string(),
  firstName: z.string().exactOptional(),
  timeZone: z.string(),
  guest: flag,
  admin: flag,
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
  /** User id of a person or the bot. */
  user: z.string(),
  at: instant,
  edited: z.boolean(),
  /** A reply that is also shown in the channel. */
  broadcast: z.boolean().exactOptional(),
  /** What was posted: text, blocks, metadata etc. */
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

/** What survives a restart: the workspace without its open modals, faults and request log. */
export const saved = z
  .strictObject({
    version: z.literal(1),
    people: z.array(person),
    channels: z.array(channel),
    /** The last id and timestamp that were issued, so that none is issued twice. */
    last: z.strictObject({ id: z.int().min(0), ts: z.int().min(0) }),
    messages: z.array(message),
    ephemerals: z.array(ephemeral),
    homes: z.array(home),
    responseUrls: z.array(responseUrl),
  })
  .check(({ value, issues }) => {
    for (const message of contradictions(value)) issues.push({ code: "custom", input: value, message });
  });
export type Saved = z.output<typeof saved>;

/** Parses a snapshot. Throws if any part of it is invalid. */
export function readSaved(snapshot: unknown): Saved {
  const parsed = saved.safeParse(snapshot);
  if (parsed.success) return parsed.data;
  throw new Error(`This is no state of the sandbox that can be restored:\n${z.prettifyError(parsed.error)}`);
}

interface SavedIds {
  readonly people: readonly { readonly id: string }[];
  readonly channels: readonly { readonly id: string }[];
  readonly messages: readonly { channel: string; ts: string; threadTs?: string }[];
}

function contradictions({ people, channels, messages }: SavedIds): string[] {
  const found: string[] = [];
  const channelIds = new Set(channels.map(({ id }) => id));
  if (channelIds.size < channels.length) found.push("two channels have the same id");
  if (new Set(people.map(({ id }) => id)).size < people.length) found.push("two people have the same id");
  const messageKeys = new Set(messages.map(({ channel: id, ts: at }) => `${id}/${at}`));
  if (messageKeys.size < messages.length) found.push("two messages have the same timestamp");
  for (const { channel: id, ts: at, threadTs } of messages) {
    if (!channelIds.has(id)) found.push(`the message ${at} stands in no channel`);
    else if (threadTs !== undefined && !messageKeys.has(`${id}/${threadTs}`))
      found.push(`the message ${at} answers one that is not there`);
  }
  return found;
}
