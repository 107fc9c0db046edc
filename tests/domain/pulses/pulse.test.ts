import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  earliestNextPulse,
  occasionOf,
  type Pulse,
  pulseCloses,
  type Rating,
  RATINGS,
  type Ratings,
  settleAnswers,
  summariseRatings,
  takesAnswers,
  countRatings,
  type PendingRatings,
} from "#domain/pulses/pulse.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import { instant } from "#tests/support/facts.ts";

const ratings = (...given: readonly Rating[]): Ratings => {
  const counts = new Map<Rating, number>();
  for (const rating of given) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return counts;
};
const heldBack = (...given: readonly Rating[]): PendingRatings => ({
  ratings: ratings(...given),
  threshold: 3,
});
const someRatings = (min: number, max: number) =>
  fc.array(fc.constantFrom(...RATINGS), { minLength: min, maxLength: max });

test.each([
  ["an odd number of ratings", [5, 1, 4], { kind: "given", median: 4 }],
  ["an even number of ratings", [3, 4, 5, 2], { kind: "given", median: 3.5 }],
  ["all but one alike", [4, 4, 4, 5], { kind: "given", median: 4 }],
  ["all 5", [5, 5, 5], { kind: "agreed", leaning: "so" }],
  ["all 4", [4, 4, 4], { kind: "agreed", leaning: "so" }],
  ["all 3", [3, 3, 3], { kind: "agreed", leaning: "lacking" }],
  ["all 1", [1, 1, 1, 1], { kind: "agreed", leaning: "lacking" }],
] as const)("summarises %s", (_, given, summary) => {
  expect(summariseRatings(ratings(...given))).toEqual(summary);
});

test("the median splits the ratings evenly, and is absent if all are the same", () => {
  fc.assert(
    fc.property(someRatings(1, 40), (given) => {
      const summary = summariseRatings(ratings(...given));
      expect(summary.kind === "agreed").toBe(new Set(given).size === 1);
      if (summary.kind === "agreed") return;
      const count = (matches: (rating: number) => boolean) => given.filter(matches).length;
      expect(count((rating) => rating < summary.median)).toBeLessThanOrEqual(given.length / 2);
      expect(count((rating) => rating > summary.median)).toBeLessThanOrEqual(given.length / 2);
    }),
  );
});

test.each([
  ["enough by themselves", [4, 5, 5], [1], "own", 3],
  ["too few, and none held back", [4, 5], [], "waiting", 2],
  ["too few, even with those held back", [4], [5], "waiting", 1],
  ["too few, but enough with those held back", [4], [5, 3], "pooled", 3],
  ["no answers: those held back stay so", [], [5, 3, 3], "waiting", 0],
] as const)("settles ratings: %s", (_, given, pending, basis, votes) => {
  const settled = settleAnswers(ratings(...given), heldBack(...pending), 3);
  expect([settled.basis, countRatings(settled.ratings)]).toEqual([basis, votes]);
});

test("held-back ratings keep the threshold they were promised", () => {
  const pending = { ratings: ratings(4, 5), threshold: 5 };
  expect(settleAnswers(ratings(3, 3), pending, 3).basis).toBe("waiting");
  expect(settleAnswers(ratings(3, 3), { ...pending, threshold: 4 }, 3).basis).toBe("pooled");
  expect(settleAnswers(ratings(3, 3, 4), pending, 3).basis).toBe("own");
});

test("over a quarter, shows only results that reach the threshold, and each answer at most once", () => {
  const quarter = fc.array(someRatings(0, 9), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(quarter, fc.integer({ min: 3, max: 6 }), (pulses, threshold) => {
      let pending: Rating[] = [];
      const shown: number[] = [];
      for (const given of pulses) {
        const { basis, ratings: kept } = settleAnswers(ratings(...given), heldBack(...pending), threshold);
        if (basis !== "waiting") shown.push(countRatings(kept));
        if (basis === "pooled") pending = [];
        if (basis === "waiting") pending = [...pending, ...given];
      }
      expect(shown.filter((votes) => votes < threshold)).toEqual([]);
      const answers = pulses.reduce((sum, given) => sum + given.length, 0);
      expect(shown.reduce((sum, votes) => sum + votes, 0) + pending.length).toBe(answers);
    }),
  );
});

test("takes answers for exactly three days, and may come again after two weeks", () => {
  const openedAt = instant("2026-11-02T09:00:00Z");
  const pulse: Pulse = {
    id: "pulse",
    workspace: "T0",
    team: "team",
    openedAt,
    threshold: 3,
    state: { kind: "open", closesAt: pulseCloses(openedAt) },
  };
  expect(takesAnswers(pulse, instant("2026-11-05T08:59:59.999Z"))).toBe(true);
  expect(takesAnswers(pulse, instant("2026-11-05T09:00:00Z"))).toBe(false);
  const closed: Pulse = { ...pulse, state: { kind: "closed", closedAt: openedAt, result: { kind: "none" } } };
  expect(takesAnswers(closed, openedAt)).toBe(false);
  expect(earliestNextPulse(openedAt)).toEqual(instant("2026-11-16T09:00:00Z"));
});

test.each([
  [41, "hit"],
  [36, "miss"],
  [33, "miss"],
  [30, "miss"],
] as const)("for a bet from 32 to 40, a final reading of %d counts as a %s", (value, occasion) => {
  expect(occasionOf(verdict({ baseline: 32, target: 40 }, value))).toBe(occasion);
});

test("a declared verdict counts as neither hit nor miss", () => {
  for (const kind of ["inconclusive", "stopped-early", "invalid"] as const)
    expect(occasionOf({ kind })).toBeUndefined();
});
