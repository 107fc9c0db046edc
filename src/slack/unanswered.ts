import type { App, ReceiverEvent } from "@slack/bolt";

/** A request that was worked through, and that nothing has answered. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/**
 * What no listener answers, or whose listener failed before it did, is a failure as soon as that is known: Bolt would leave
 * Slack waiting for the three seconds that it waits itself.
 */
export function failUnanswered(app: Pick<App, "processEvent">): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    let answered = false;
    await processEvent({
      ...event,
      ack: (said) => {
        answered = true;
        return event.ack(said);
      },
    });
    if (!answered) throw new Unanswered();
  };
}
