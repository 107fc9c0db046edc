/** As much of a Bolt app as tells when it works. */
interface Working<Event> {
  processEvent: (event: Event) => Promise<void>;
}

/** Hands back a wait until the app has finished everything that Slack sent it, also what it does after its acks. */
export function trackRequests<Event>(app: Working<Event>): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const work = processEvent(event).finally(() => underWay.delete(work));
    underWay.add(work);
    return work;
  };
  return async () => {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };
}
