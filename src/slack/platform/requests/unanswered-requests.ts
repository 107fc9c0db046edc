import type { App, ReceiverEvent } from "@slack/bolt";

/** A request that was worked through, and that nothing has answered. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/** A request in which Bolt did not find what it looks for: it came to nobody of ours. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/**
 * What no listener answers, or whose listener failed before it did, is a failure as soon as that is known: Bolt would leave
 * Slack waiting for the three seconds that it waits itself. Before any listener Bolt throws for what a body lacks, or has
 * in place of an id or a list.
 */
export function failUnanswered(app: Pick<App, "processEvent" | "use">): void {
  const read = new WeakSet<object>();
  app.use(async ({ body, next }) => {
    read.add(body);
    await next();
  });
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    let answered = false;
    const work = processEvent({
      ...event,
      ack: (said) => {
        answered = true;
        return event.ack(said);
      },
    });
    await work.catch((fault: unknown) => {
      throw read.has(event.body) ? fault : new Unreadable();
    });
    if (!answered) throw new Unanswered();
  };
}
