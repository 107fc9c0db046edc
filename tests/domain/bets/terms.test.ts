import { expect, test } from "vitest";
import { checkTerms } from "#domain/bets/terms.ts";

const today = Temporal.PlainDate.from("2026-11-02");
const terms = (facts: { baseline?: number; target?: number; reviewOn?: string } = {}) => ({
  metric: "activation",
  unit: "%",
  baseline: facts.baseline ?? 32,
  target: facts.target ?? 40,
  reviewOn: Temporal.PlainDate.from(facts.reviewOn ?? "2026-12-14"),
});

test.each([
  ["a target above the baseline", {}],
  ["a target below the baseline", { target: 20 }],
  ["a baseline of zero", { baseline: 0, target: 0.1 }],
  ["a target across zero", { baseline: -5, target: 5 }],
  ["a review tomorrow", { reviewOn: "2026-11-03" }],
  ["a review in ten years", { reviewOn: "2036-11-02" }],
])("accepts %s", (_, facts) => {
  expect(checkTerms(terms(facts), today)).toEqual({ ok: true, value: terms(facts) });
});

test.each([
  ["target-equals-baseline", { target: 32 }],
  ["target-equals-baseline", { baseline: 0, target: -0 }],
  ["review-not-ahead", { reviewOn: "2026-11-02" }],
  ["review-not-ahead", { reviewOn: "2026-11-01" }],
  ["review-not-ahead", { reviewOn: "1999-12-31" }],
])("refuses with %s: %o", (kind, facts) => {
  expect(checkTerms(terms(facts), today)).toEqual({ ok: false, error: { kind } });
});
