import { err, ok, type Result } from "#domain/result.ts";

/** What a bet is judged by. Baseline and target are in the metric's unit; the review date is in the team's calendar. */
export type Terms = {
  readonly metric: string;
  /** As written after the number: "%", "points"; empty for a bare number. */
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly reviewOn: Temporal.PlainDate;
};

export type TermsRefusal =
  | { readonly kind: "target-equals-baseline" }
  | { readonly kind: "review-not-ahead" };

/** Whether a review date is after today. */
export const isAhead = (reviewOn: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(reviewOn, today) > 0;

/** Checks that a verdict can be computed: the target differs from the baseline, and the review is after today. */
export function checkTerms(terms: Terms, today: Temporal.PlainDate): Result<Terms, TermsRefusal> {
  if (terms.target === terms.baseline) return err({ kind: "target-equals-baseline" });
  if (!isAhead(terms.reviewOn, today)) return err({ kind: "review-not-ahead" });
  return ok(terms);
}
