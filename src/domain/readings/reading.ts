import { err, ok, type Result } from "#domain/result.ts";

/** How strong a reading's evidence is, strongest first. It decides the verb used for the change. */
export const EVIDENCE = ["ab-test", "holdout", "before-after", "anecdote"] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Only with these can a difference be significant: some people got the change, and others did not. */
export const EXPERIMENTS: readonly Evidence[] = ["ab-test", "holdout"];

/** A measured value of a bet's metric, in its unit, on a date in the team's calendar. */
export type Reading = {
  readonly value: number;
  readonly takenOn: Temporal.PlainDate;
  readonly evidence: Evidence;
  /** Of an experiment: whether the difference was significant, if the team said so. */
  readonly significant?: boolean;
  /** A link, or a few words about the number's source. */
  readonly note?: string;
};

export type ReadingRefusal = { readonly kind: "reading-in-the-future" };

/** A reading's date must be today or earlier, by the team's calendar. */
export const checkReadingDate = (
  takenOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<Temporal.PlainDate, ReadingRefusal> =>
  Temporal.PlainDate.compare(takenOn, today) > 0 ? err({ kind: "reading-in-the-future" }) : ok(takenOn);

export function checkReading(reading: Reading, today: Temporal.PlainDate): Result<Reading, ReadingRefusal> {
  const takenOn = checkReadingDate(reading.takenOn, today);
  return takenOn.ok ? ok(reading) : takenOn;
}
