import type { App, ReceiverEvent } from "@slack/bolt";
import type { Metrics, RequestKind } from "#slack/platform/metrics.ts";

/** Measures how long each ack took (Slack allows three seconds), and counts requests that were never acknowledged. */
export function measureAcks(app: App, { acked, unacked }: Pick<Metrics, "acked" | "unacked">): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const kind = kindOf(event);
    const startedAt = performance.now();
    let isAcked = false;
    const ack: ReceiverEvent["ack"] = async (...response) => {
      await event.ack(...response);
      if (!isAcked) acked(kind, (performance.now() - startedAt) / 1_000);
      isAcked = true;
    };
    try {
      await processEvent({ ...event, ack });
    } finally {
      if (!isAcked) unacked(kind);
    }
  };
}

const KINDS: Readonly<Record<string, RequestKind>> = {
  block_actions: "action",
  event_callback: "event",
  message_action: "shortcut",
  shortcut: "shortcut",
  view_closed: "view",
  view_submission: "view",
};

function kindOf({ body }: ReceiverEvent): RequestKind {
  if (body["command"] !== undefined) return "command";
  const type: unknown = body["type"];
  return (typeof type === "string" && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined) ?? "other";
}
