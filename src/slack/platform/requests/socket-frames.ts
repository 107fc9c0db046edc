import type { SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import type { Log } from "#slack/platform/logging/log.ts";

type Client = SocketModeReceiver["client"];

const named = z.looseObject({ type: z.string() });
const envelope = z.looseObject({ envelope_id: z.string() });
const request = envelope.extend({
  type: z.enum(["slash_commands", "interactive"]),
  payload: z.looseObject({}),
});
const event = envelope.extend({
  type: z.literal("events_api"),
  payload: z.looseObject({ event: named }),
});
const known = z.union([request, event]);

/** A frame that is answered, so that Slack does not send it again, and does nothing else. */
const IDLE = "ourcome_idle";

export type Frames = {
  readonly log: Log;
  /** Whether new work is taken. */
  readonly isTaking: () => boolean;
  /** Slack has asked for a new connection. */
  readonly onRefresh: () => void;
};

/**
 * Stands before the SDK's own listener for frames: one that is no envelope of a known kind, such as `app_rate_limited`,
 * which has no event in it, is a rejection that nobody handles there (@slack/socket-mode 3.1.0), and ends the process.
 */
export function validateFrames(client: Client, { log, isTaking, onRefresh }: Frames): void {
  const handlers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown) => {
    const frame = typeof data === "string" ? jsonOf(data) : undefined;
    const handOn = (text: unknown) => {
      for (const handle of handlers)
        Promise.resolve(handle(text, false)).catch(() => log.warn({}, "Slack's library failed at a frame"));
    };
    const read = named.safeParse(frame);
    if (read.data?.type === "disconnect") onRefresh();
    if (read.data?.type === "hello" || read.data?.type === "disconnect") return handOn(data);
    // What is not acknowledged, Slack sends again, or tells the person.
    if (!isTaking()) return undefined;
    if (known.safeParse(frame).success) return handOn(data);
    log.warn({ type: wordOf(frame) }, "Slack sent a frame that is of no use");
    const { success, data: left } = envelope.safeParse(frame);
    return success ? handOn(JSON.stringify({ ...left, type: IDLE, payload: {} })) : undefined;
  });
  client.on(IDLE, ({ ack }: { ack: () => Promise<void> }) => {
    ack().catch(() => log.info({}, "a frame could not be acknowledged"));
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the frame, or what is in it, is called, if that is a word of Slack's. */
function wordOf(frame: unknown): string {
  const inner = z.looseObject({ payload: named }).safeParse(frame);
  const type = inner.data?.payload.type ?? named.safeParse(frame).data?.type ?? "";
  return /^[a-z_]{1,60}$/.test(type) ? type : "unknown";
}
