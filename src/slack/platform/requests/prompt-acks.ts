import { setTimeout as pause } from "node:timers/promises";
import type { App } from "@slack/bolt";

/** Long enough for the answer to leave, and for the acks of a burst to come before the work of its first request. */
const PAUSE_MS = 1;

/**
 * Acks come before work: Slack waits for the ack, people wait a millisecond longer for the rest. What a handler does after
 * its ack would otherwise hold the answer back, and with it every other request, since SQLite answers synchronously.
 */
export function sendAcksPromptly(app: Pick<App, "processEvent">): void {
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) =>
    processEvent({
      ...event,
      ack: async (...answer) => {
        await event.ack(...answer);
        await pause(PAUSE_MS);
      },
    });
}
