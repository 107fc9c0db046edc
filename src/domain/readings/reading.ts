import { err, ok, type Result } from "#domain/result.ts";

/** How strong a reading's evidence is, strongest first. It decides the verb used for the change. */
export const EVIDENCE = ["ab-test", "holdout", "before-after", "anecdote"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** A measured value of a bet's metric, in its unit, on a date in the team's calendar. */
export type Reading = {
  readonly value: number;
  readonly takenOn: Temporal.PlainDate;
  readonly evidence: Evidence;
  /** A link, or a few words about the number's source. */
  readonly note?: string;
};

export type ReadingRefusal = { readonly kind: "reading-in-the-future" };

/** A reading's date must be today or earlier, by the team's calendar. */
export const checkReading = (reading: Reading, today: Temporal.PlainDate): Result<Reading, ReadingRefusal> =>
  Temporal.PlainDate.compare(reading.takenOn, today) > 0
    ? err({ kind: "reading-in-the-future" })
    : ok(reading);
