import { z } from "zod";

/** Left out: until it is switched off. */
const times = z.int().min(1).optional();

/** What goes wrong between Slack and the app, as long as it stands here. */
export const faults = z
  .strictObject({
    /** Slack takes its time with every call. */
    slow: z.strictObject({ ms: z.int().min(1).max(30_000), times }),
    /** 429 on one method, or on all when none is named. */
    rateLimited: z.strictObject({
      retryAfter: z.int().min(1).max(3600),
      method: z.string().min(1).optional(),
      times,
    }),
    /** Nobody is there: every connection is cut before anything is done. */
    down: z.strictObject({ times }),
    /** Slack says no to every call of the app, with this word. */
    refused: z.strictObject({ error: z.string().min(1), times }),
    /** The message is created or changed, and the answer is a 500 all the same. */
    failsAfterCommit: z.strictObject({ times }),
    /** Socket Mode: the connection is cut with the next thing to send, which is lost. Over HTTP nothing happens. */
    socketDropped: z.strictObject({ times }),
    /** Socket Mode: no new connection is taken. */
    socketRefused: z.strictObject({ times }),
    eventsLost: z.strictObject({ times }),
    eventsDoubled: z.strictObject({ times }),
  })
  .partial();
export type Faults = z.infer<typeof faults>;
