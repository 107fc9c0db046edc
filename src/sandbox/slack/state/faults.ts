import { z } from "zod";

/** How many times the fault happens; without it, until it is turned off. */
const times = z.int().min(1).optional();

/** Failures between Slack and the app; each is on while it is set. */
export const faults = z
  .strictObject({
    /** Delays every request of the app by `ms`. */
    slow: z.strictObject({ ms: z.int().min(1).max(30_000), times }),
    /** Answers 429 to one method, or to all if none is named; `retryAfter` is in seconds. */
    rateLimited: z.strictObject({
      retryAfter: z.int().min(1).max(3600),
      method: z.string().min(1).optional(),
      times,
    }),
    /** Cuts every connection before the request is handled. */
    down: z.strictObject({ times }),
    /** Answers every Web API call with this error. */
    refused: z.strictObject({ error: z.string().min(1), times }),
    /** Creates or updates the message, but answers 500. */
    failsAfterCommit: z.strictObject({ times }),
    /** Socket Mode: the next request to the app is lost and its connections are cut. No effect over HTTP. */
    socketDropped: z.strictObject({ times }),
    /** Socket Mode: refuses new connections. */
    socketRefused: z.strictObject({ times }),
    eventsLost: z.strictObject({ times }),
    eventsDoubled: z.strictObject({ times }),
  })
  .partial();
export type Faults = z.infer<typeof faults>;
