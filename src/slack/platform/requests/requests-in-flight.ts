/** The part of a Bolt app that handles requests. */
interface EventProcessor<Event> {
  processEvent: (event: Event) => Promise<void>;
}

/** Returns a function that resolves once the app has handled all of Slack's requests, including work after the ack. */
export function trackRequests<Event>(app: EventProcessor<Event>): () => Promise<void> {
  const inProgress = new Set<Promise<void>>();
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const work = processEvent(event).finally(() => inProgress.delete(work));
    inProgress.add(work);
    return work;
  };
  return async () => {
    while (inProgress.size > 0) await Promise.allSettled(inProgress);
  };
}
