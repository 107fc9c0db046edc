import type { SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import type { Log } from "#slack/platform/logging/log.ts";

type Client = SocketModeReceiver["client"];

const withType = z.looseObject({ type: z.string() });
const envelope = z.looseObject({ envelope_id: z.string() });
const request = envelope.extend({
  type: z.enum(["slash_commands", "interactive"]),
  payload: z.looseObject({}),
});
const event = envelope.extend({
  type: z.literal("events_api"),
  payload: z.looseObject({ event: withType }),
});
const knownFrame = z.union([request, event]);

/** The event for frames that are acknowledged, so that Slack doesn't send them again, and otherwise ignored. */
const IDLE = "ourcome_idle";

export type FrameHandlers = {
  readonly log: Log;
  /** Whether new requests are accepted. */
  readonly isAccepting: () => boolean;
  /** Slack has asked for a new connection. */
  readonly onRefresh: () => void;
};

/**
 * Runs before the SDK's own frame listener. There, an envelope of an unknown kind, such as `app_rate_limited`, which
 * has no event in it, causes an unhandled rejection (@slack/socket-mode 3.1.0), which by default ends the process.
 */
export function validateFrames(client: Client, { log, isAccepting, onRefresh }: FrameHandlers): void {
  const handlers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown) => {
    const frame = typeof data === "string" ? parseJson(data) : undefined;
    const forward = (text: unknown) => {
      for (const handle of handlers)
        Promise.resolve(handle(text, false)).catch(() =>
          log.warn({}, "Slack's SDK failed to handle a frame"),
        );
    };
    const typed = withType.safeParse(frame);
    if (typed.data?.type === "disconnect") onRefresh();
    if (typed.data?.type === "hello" || typed.data?.type === "disconnect") return forward(data);
    // Slack sends what isn't acknowledged again, or tells the person that it failed.
    if (!isAccepting()) return undefined;
    if (knownFrame.safeParse(frame).success) return forward(data);
    log.warn({ type: safeType(frame) }, "Slack sent a frame that is of no use");
    const { success, data: fields } = envelope.safeParse(frame);
    return success ? forward(JSON.stringify({ ...fields, type: IDLE, payload: {} })) : undefined;
  });
  client.on(IDLE, ({ ack }: { ack: () => Promise<void> }) => {
    ack().catch(() => log.info({}, "a frame could not be acknowledged"));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The type of the frame's payload, or of the frame itself, if it looks like a type of Slack's. */
function safeType(frame: unknown): string {
  const inner = z.looseObject({ payload: withType }).safeParse(frame);
  const type = inner.data?.payload.type ?? withType.safeParse(frame).data?.type ?? "";
  return /^[a-z_]{1,60}$/.test(type) ? type : "unknown";
}
