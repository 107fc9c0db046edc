import { err, ok, type Result } from "#domain/result.ts";

/** What a bet is judged by: the metric, in its unit, from baseline to target, looked at on the review date (the team's calendar). */
export type Terms = {
  readonly metric: string;
  /** As people write it behind the number: "%", "points"; empty for a bare number. */
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly reviewOn: Temporal.PlainDate;
};

export type TermsRefusal =
  | { readonly kind: "target-equals-baseline" }
  | { readonly kind: "review-not-ahead" };

/** Terms that a verdict can be computed from: a way to go, and a review after today (the team's date). */
export function checkTerms(terms: Terms, today: Temporal.PlainDate): Result<Terms, TermsRefusal> {
  if (terms.target === terms.baseline) return err({ kind: "target-equals-baseline" });
  if (Temporal.PlainDate.compare(terms.reviewOn, today) <= 0) return err({ kind: "review-not-ahead" });
  return ok(terms);
}
