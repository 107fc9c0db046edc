import { setTimeout as pause } from "node:timers/promises";
import type { App } from "@slack/bolt";

/** Long enough for the ack to be sent, and for all acks of a burst to go out before the work of its first request. */
const PAUSE_MS = 1;

/**
 * Sends acks before any work: Slack waits for the ack, while people wait a millisecond longer for the rest. Otherwise,
 * a handler's work after its ack would hold up that ack and every other request, since SQLite runs synchronously.
 */
export function sendAcksPromptly(app: Pick<App, "processEvent">): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) =>
    processEvent({
      ...event,
      ack: async (...response) => {
        await event.ack(...response);
        await pause(PAUSE_MS);
      },
    });
}
