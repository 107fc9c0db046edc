import type { App, ReceiverEvent } from "@slack/bolt";

type Ack = ReceiverEvent["ack"];

/** Nothing else tells of these. Each says what is so, so that one that comes again changes nothing. */
const MUST_NOT_BE_LOST: ReadonlySet<unknown> = new Set(["channel_id_changed"]);

const deferred = new WeakMap<object, Ack>();

/**
 * Bolt acknowledges every event before anybody has heard of it, and Slack then sends it no more. What must not be lost is
 * acknowledged when it is on record: until then Slack sends it again.
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

/** What an event said is on the disk. */
export const sendDeferredAck = async (body: object): Promise<void> => deferred.get(body)?.();

function mustNotBeLost({ event }: { event?: unknown }): boolean {
  return typeof event === "object" && event !== null && "type" in event && MUST_NOT_BE_LOST.has(event.type);
}
