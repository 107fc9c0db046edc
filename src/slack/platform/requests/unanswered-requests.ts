import type { App, ReceiverEvent } from "@slack/bolt";

/** A request that was handled without an answer. */
export class UnansweredRequest extends Error {
  override readonly name = "Unanswered";
}

/** A request that Bolt could not read, so that it reached no listener. */
export class UnreadableRequest extends Error {
  override readonly name = "Unreadable";
}

/**
 * Fails a request as soon as it is known that no listener answers it, or that its listener failed before answering:
 * Bolt would leave Slack waiting for three seconds. Before any listener runs, Bolt throws if a body lacks an id or a
 * list, or has something else in its place.
 */
export function failUnanswered(app: Pick<App, "processEvent" | "use">): void {
  const readable = new WeakSet<object>();
  app.use(async ({ body, next }) => {
    readable.add(body);
    await next();
  });
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    let answered = false;
    const work = processEvent({
      ...event,
      ack: (response) => {
        answered = true;
        return event.ack(response);
      },
    });
    await work.catch((fault: unknown) => {
      throw readable.has(event.body) ? fault : new UnreadableRequest();
    });
    if (!answered) throw new UnansweredRequest();
  };
}
