import type { App, ReceiverEvent } from "@slack/bolt";

type Ack = ReceiverEvent["ack"];

/** Events that nothing else reports. Each states a fact, so handling it again changes nothing. */
const MUST_NOT_BE_LOST: ReadonlySet<unknown> = new Set(["channel_id_changed"]);

const deferred = new WeakMap<object, Ack>();

/**
 * Bolt acknowledges every event before any listener runs, and Slack then doesn't send it again. An event that must not
 * be lost is acknowledged only when it is saved: until then, Slack retries.
 */
export function deferAcks(app: Pick<App, "processEvent">): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    if (!mustNotBeLost(event.body)) return processEvent(event);
    deferred.set(event.body, event.ack);
    return processEvent({ ...event, ack: async () => {} });
  };
}

export const isAckDeferred = (body: object): boolean => deferred.has(body);

/** To be called when the event's content is saved. */
export const sendDeferredAck = async (body: object): Promise<void> => deferred.get(body)?.();

function mustNotBeLost({ event }: { event?: unknown }): boolean {
  return typeof event === "object" && event !== null && "type" in event && MUST_NOT_BE_LOST.has(event.type);
}
