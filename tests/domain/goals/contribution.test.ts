import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Bet } from "#domain/bets/bet.ts";
import { betsBehind, contribution } from "#domain/goals/contribution.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { aBet, aGoal, final, instant, provisional } from "#tests/support/facts.ts";
import { verdict } from "#domain/verdicts/verdict.ts";

const keyResult = (baseline: number, current: number, unit = "%") => {
  const [first] = aGoal({
    id: "kr",
    metric: "Activation",
    unit,
    baseline,
    current,
    target: baseline + 10,
  }).keyResults;
  if (!first) throw new Error("There is no key result.");
  return first;
};
const serving = (number: number, terms: Partial<Terms> = {}, more: Partial<Omit<Bet, "terms">> = {}) =>
  aBet(number, { keyResult: "kr", terms, ...more });
const settled = (number: number, baseline: number, value: number, terms: Partial<Terms> = {}): Bet => {
  const bet = serving(number, { baseline, target: baseline + 8, ...terms });
  const outcome = {
    verdict: verdict(bet.terms, value),
    reading: { value, takenOn: bet.terms.reviewOn, evidence: "ab-test" },
  } as const;
  return { ...bet, state: { kind: "final", outcome, round: 1, settledAt: instant("2026-12-09T09:00:00Z") } };
};

test.each([
  [
    "less than the key result moved",
    [30, 41],
    [settled(1, 32, 37), settled(2, 32, 34)],
    { realised: 7, moved: 11, share: 7 / 11 },
  ],
  ["more than the key result moved", [30, 32], [settled(1, 32, 37)], { realised: 5, moved: 2, share: 2.5 }],
  ["the opposite direction", [30, 25], [settled(1, 32, 37)], { realised: 5, moved: -5, share: -1 }],
  ["lower is better", [5, 3], [settled(1, 5, 4, { target: 3 })], { realised: -1, moved: -2, share: 0.5 }],
  ["the key result has not moved", [30, 30], [settled(1, 32, 37)], { realised: 5, moved: 0 }],
  ["nothing has moved", [30, 30], [settled(1, 32, 32)], { realised: 0, moved: 0 }],
  ["bets that moved nothing", [30, 40], [settled(1, 32, 32)], { realised: 0, moved: 10, share: 0 }],
  [
    "bets that undo each other",
    [30, 40],
    [settled(1, 32, 37), settled(2, 32, 27)],
    { realised: 0, moved: 10, share: 0 },
  ],
  ["negative values", [-30, -20], [settled(1, -32, -30)], { realised: 2, moved: 10, share: 0.2 }],
  ["huge values", [0, 1e15], [settled(1, 0, 5e14)], { realised: 5e14, moved: 1e15, share: 0.5 }],
  ["binary fractions", [0.1, 0.4], [settled(1, 0.1, 0.3)], { realised: 0.2, moved: 0.3, share: 0.2 / 0.3 }],
  ["no bet", [30, 40], [], undefined],
  ["another unit", [30, 40], [settled(1, 32, 37, { unit: "points" })], undefined],
  ["another metric", [30, 40], [settled(1, 32, 37, { metric: "churn" })], undefined],
  ["another key result", [30, 40], [{ ...settled(1, 32, 37), keyResult: "other" }], undefined],
] as const)("what bets explain of a key result: %s", (_, [baseline, current], bets, explained) => {
  expect(contribution(keyResult(baseline, current), bets).explained).toEqual(explained);
});

test("groups bets by state, and counts those that cannot be added up", () => {
  const bets = [
    serving(6),
    { ...serving(5), amended: { ...serving(5).terms, target: 35 } },
    serving(4, { unit: "", metric: "teams" }),
    serving(3, {}, provisional(36)),
    serving(2, {}, final("stopped-early")),
    settled(1, 32, 37),
    aBet(7),
  ];
  const result = contribution(keyResult(30, 41), bets);
  const numbers = (group: readonly Bet[]) => group.map(({ number }) => number);
  expect([numbers(result.measured), numbers(result.unmeasured), numbers(result.unsettled)]).toEqual([
    [1],
    [2],
    [3, 4, 5, 6],
  ]);
  expect(betsBehind(result)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(result.expected).toBe(8 + 3 + 8);
  expect(result.notComparable).toBe(1);
});

test("sums in any order alike, and has no number without bets", () => {
  const values = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { maxLength: 8 });
  fc.assert(
    fc.property(values, fc.integer({ min: -1_000, max: 1_000 }), (moved, current) => {
      const bets = moved.map((by, index) => settled(index + 1, 0, by));
      const { explained, expected } = contribution(keyResult(0, current), bets);
      expect(contribution(keyResult(0, current), bets.toReversed()).explained).toEqual(explained);
      expect(expected).toBeUndefined();
      expect(explained?.realised).toBe(
        moved.length === 0 ? undefined : moved.reduce((sum, by) => sum + by, 0),
      );
      if (explained?.share !== undefined) expect(Number.isFinite(explained.share)).toBe(true);
    }),
  );
});
