import { err, ok, type Result } from "#domain/result.ts";

/** How strong the evidence of a reading is, strongest first; it sets the verb that we use of the change. */
export const EVIDENCE = ["ab-test", "holdout", "before-after", "anecdote"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** A measured value of a bet's metric, in its unit, on a date of the team's calendar. */
export type Reading = {
  readonly value: number;
  readonly takenOn: Temporal.PlainDate;
  readonly evidence: Evidence;
  /** A link or a few words on where the number is from. */
  readonly note?: string;
};

export type ReadingRefusal = { readonly kind: "reading-in-the-future" };

/** A reading was taken today or earlier, by the team's calendar. */
export const checkReading = (reading: Reading, today: Temporal.PlainDate): Result<Reading, ReadingRefusal> =>
  Temporal.PlainDate.compare(reading.takenOn, today) > 0
    ? err({ kind: "reading-in-the-future" })
    : ok(reading);
