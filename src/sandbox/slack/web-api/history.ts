import { z } from "zod";
import { page } from "./directory.ts";
import type { Emulated } from "./emulator.ts";
import {
  type Answer,
  type Block,
  type JsonObject,
  type StoredMessage,
  storedMessage,
} from "#sandbox/slack/state/shapes.ts";
import { type SandboxState, postedKey } from "#sandbox/slack/state/state.ts";

export interface ChannelMessage {
  readonly channel: string;
  readonly ts: string;
  /** A person's id; undefined for the app. */
  readonly user: string | undefined;
  readonly author: string;
  /** By the sandbox's clock. */
  readonly at: Temporal.Instant;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly reactions: readonly {
    readonly name: string;
    readonly count: number;
    readonly users: readonly string[];
  }[];
  readonly edited: boolean;
  /** For a reply that is also in the channel: its thread. */
  readonly thread?: string;
  readonly replies: readonly ChannelMessage[];
}

const PAGE_SIZE = 1000;
const messages = z.array(storedMessage);

/** All messages of a channel that are not replies. */
async function roots(state: SandboxState, emulated: Emulated, channel: string): Promise<StoredMessage[]> {
  const found: StoredMessage[] = [];
  let cursor = "";
  do {
    const reply = await emulated.callAs(state.app.userId, "conversations.history", {
      channel,
      limit: PAGE_SIZE,
      cursor,
    });
    found.push(...messages.parse(reply["messages"]));
    const metadata = z.object({ next_cursor: z.string() }).parse(reply["response_metadata"]);
    cursor = metadata.next_cursor;
  } while (cursor !== "");
  return found;
}

/** The messages shown in the channel itself, including broadcast replies, newest first. */
async function topLevel(
  state: SandboxState,
  emulated: Emulated,
  channel: string,
  max = Number.POSITIVE_INFINITY,
): Promise<StoredMessage[]> {
  const latestRoots = newestFirst(await roots(state, emulated, channel)).slice(0, max);
  const since = latestRoots.length < max ? "" : (latestRoots.at(-1)?.ts ?? "");
  return newestFirst([...latestRoots, ...(await broadcasts(state, emulated, channel, since))]);
}

const newestFirst = (found: readonly StoredMessage[]): StoredMessage[] =>
  found.toSorted((a, b) => (a.ts < b.ts ? 1 : -1));

/** Replies that Slack also shows in the channel; emulate lists them in their thread only. */
async function broadcasts(
  state: SandboxState,
  emulated: Emulated,
  channel: string,
  since: string,
): Promise<StoredMessage[]> {
  const found: StoredMessage[] = [];
  for (const [key, { broadcast }] of state.posted) {
    const [postedIn = "", ts = ""] = key.split("/");
    if (broadcast && postedIn === channel && ts >= since) {
      const reply = await findMessage(state, emulated, channel, ts);
      found.push({ ...reply, subtype: "thread_broadcast" });
    }
  }
  return found;
}

/** All messages, including replies, each once and in no particular order. */
export async function everyMessage(
  state: SandboxState,
  emulated: Emulated,
  channel: string,
): Promise<StoredMessage[]> {
  const found = await roots(state, emulated, channel);
  for (const { ts } of found.filter(hasThread))
    found.push(...(await repliesTo(state, emulated, channel, ts)));
  return found;
}

const hasThread = (message: StoredMessage): boolean => Number(message["reply_count"] ?? 0) > 0;

const repliesTo = async (state: SandboxState, emulated: Emulated, channel: string, ts: string) =>
  (await thread(state, emulated, channel, ts)).filter((message) => message.ts !== ts);

async function thread(
  state: SandboxState,
  emulated: Emulated,
  channel: string,
  ts: string,
): Promise<StoredMessage[]> {
  const reply = await emulated.callAs(state.app.userId, "conversations.replies", { channel, ts });
  return reply.ok ? messages.parse(reply["messages"]) : [];
}

export async function findMessage(
  state: SandboxState,
  emulated: Emulated,
  channel: string,
  ts: string,
): Promise<StoredMessage> {
  const root = state.posted.get(postedKey(channel, ts))?.threadTs ?? ts;
  const found = (await thread(state, emulated, channel, root)).find((message) => message.ts === ts);
  if (!found) throw new Error(`No message ${ts} in ${channel}.`);
  return found;
}

/** The channel in order, each message with its thread. With `latest`, only that many of the latest messages. */
export async function readChannel(
  state: SandboxState,
  emulated: Emulated,
  channel: string,
  latest?: number,
): Promise<ChannelMessage[]> {
  const found = (await topLevel(state, emulated, channel, latest)).toReversed();
  const read: ChannelMessage[] = [];
  for (const message of found) {
    const replies = hasThread(message) ? await repliesTo(state, emulated, channel, message.ts) : [];
    read.push(
      Object.assign(toChannelMessage(state, channel, message), threadOf(state, channel, message), {
        replies: replies.map((reply) => toChannelMessage(state, channel, reply)),
      }),
    );
  }
  return read;
}

function threadOf(state: SandboxState, channel: string, { ts }: StoredMessage): { thread?: string } {
  const { threadTs: thread } = state.posted.get(postedKey(channel, ts)) ?? {};
  return thread === undefined ? {} : { thread };
}

function toChannelMessage(state: SandboxState, channel: string, message: StoredMessage): ChannelMessage {
  const person = state.people.get(message.user ?? "");
  return {
    channel,
    ts: message.ts,
    user: person?.id,
    author: person?.realName ?? state.app.name,
    at: state.posted.get(postedKey(channel, message.ts))?.at ?? state.options.now(),
    text: message.text,
    blocks: message.blocks,
    reactions: message.reactions,
    edited: message.edited !== undefined,
    replies: [],
  };
}

/** `conversations.history` and `.replies` for the app; `oldest` and `latest` refer to the sandbox's clock. */
export async function historyFor(
  state: SandboxState,
  emulated: Emulated,
  method: "conversations.history" | "conversations.replies",
  args: JsonObject,
): Promise<Answer> {
  const channel = String(args["channel"]);
  const found =
    method === "conversations.history"
      ? await topLevel(state, emulated, channel)
      : await thread(state, emulated, channel, String(args["ts"]));
  if (method === "conversations.replies" && found.length === 0) {
    return { ok: false, error: "thread_not_found" };
  }
  const includeMetadata = args["include_all_metadata"] === true || args["include_all_metadata"] === "true";
  const inRange = found
    .filter((message) => isInRange(state.posted.get(postedKey(channel, message.ts))?.at, args))
    .map((message) => (includeMetadata ? message : withoutPayload(message)));
  const paged = page("messages", inRange, args);
  const metadata = z.object({ next_cursor: z.string() }).safeParse(paged["response_metadata"]);
  return { ...paged, has_more: metadata.success && metadata.data.next_cursor !== "" };
}

function isInRange(at: Temporal.Instant | undefined, { oldest, latest }: JsonObject): boolean {
  if (!at) return true;
  const seconds = at.epochMilliseconds / 1000;
  if (oldest !== undefined && seconds < Number(oldest)) return false;
  return latest === undefined || seconds <= Number(latest);
}

/** Without `include_all_metadata`, Slack returns only the event type. */
function withoutPayload(message: StoredMessage): StoredMessage {
  const metadata = z.looseObject({ event_type: z.string() }).safeParse(message["metadata"]);
  return metadata.success ? { ...message, metadata: { event_type: metadata.data.event_type } } : message;
}
