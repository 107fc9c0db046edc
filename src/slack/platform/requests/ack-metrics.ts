import type { App, ReceiverEvent } from "@slack/bolt";
import type { Metrics, RequestKind } from "#slack/platform/metrics.ts";

/** Slack gives an app three seconds to answer: times how long each answer took, and counts those that never came. */
export function measureAcks(app: App, { acked, unacked }: Pick<Metrics, "acked" | "unacked">): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    const kind = kindOf(event);
    const begun = performance.now();
    let answered = false;
    const ack: ReceiverEvent["ack"] = async (...answer) => {
      await event.ack(...answer);
      if (!answered) acked(kind, (performance.now() - begun) / 1_000);
      answered = true;
    };
    try {
      await processEvent({ ...event, ack });
    } finally {
      if (!answered) unacked(kind);
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
