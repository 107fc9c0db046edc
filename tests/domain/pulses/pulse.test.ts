import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  nextPulseFrom,
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
const waited = (...given: readonly Rating[]): PendingRatings => ({
  ratings: ratings(...given),
  threshold: 3,
});
const someRatings = (min: number, max: number) =>
  fc.array(fc.constantFrom(...RATINGS), { minLength: min, maxLength: max });

test.each([
  ["an odd number", [5, 1, 4], { kind: "given", median: 4 }],
  ["an even number", [3, 4, 5, 2], { kind: "given", median: 3.5 }],
  ["all but one", [4, 4, 4, 5], { kind: "given", median: 4 }],
  ["all 5", [5, 5, 5], { kind: "agreed", leaning: "so" }],
  ["all 4", [4, 4, 4], { kind: "agreed", leaning: "so" }],
  ["all 3", [3, 3, 3], { kind: "agreed", leaning: "lacking" }],
  ["all 1", [1, 1, 1, 1], { kind: "agreed", leaning: "lacking" }],
] as const)("%s", (_, given, standing) => {
  expect(summariseRatings(ratings(...given))).toEqual(standing);
});

test("a median has as many ratings on either side, and stands only where not all said the same", () => {
  fc.assert(
    fc.property(someRatings(1, 40), (given) => {
      const standing = summariseRatings(ratings(...given));
      expect(standing.kind === "agreed").toBe(new Set(given).size === 1);
      if (standing.kind === "agreed") return;
      const beside = (is: (rating: number) => boolean) => given.filter(is).length;
      expect(beside((one) => one < standing.median)).toBeLessThanOrEqual(given.length / 2);
      expect(beside((one) => one > standing.median)).toBeLessThanOrEqual(given.length / 2);
    }),
  );
});

test.each([
  ["enough by themselves", [4, 5, 5], [1], "own", 3],
  ["too few, and none to join", [4, 5], [], "waiting", 2],
  ["too few, and too few to join", [4], [5], "waiting", 1],
  ["too few, with those that waited enough", [4], [5, 3], "pooled", 3],
  ["nobody answered: those that waited wait on", [], [5, 3, 3], "waiting", 0],
] as const)("%s", (_, given, waiting, basis, votes) => {
  const settled = settleAnswers(ratings(...given), waited(...waiting), 3);
  expect([settled.basis, countRatings(settled.ratings)]).toEqual([basis, votes]);
});

test("what waited keeps the threshold that it was promised", () => {
  const waiting = { ratings: ratings(4, 5), threshold: 5 };
  expect(settleAnswers(ratings(3, 3), waiting, 3).basis).toBe("waiting");
  expect(settleAnswers(ratings(3, 3), { ...waiting, threshold: 4 }, 3).basis).toBe("pooled");
  expect(settleAnswers(ratings(3, 3, 4), waiting, 3).basis).toBe("own");
});

test("over a quarter of pulses, whatever shows is of the threshold or more, and every answer shows once at most", () => {
  const quarter = fc.array(someRatings(0, 9), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(quarter, fc.integer({ min: 3, max: 6 }), (pulses, threshold) => {
      let waiting: Rating[] = [];
      const shown: number[] = [];
      for (const given of pulses) {
        const { basis, ratings: kept } = settleAnswers(ratings(...given), waited(...waiting), threshold);
        if (basis !== "waiting") shown.push(countRatings(kept));
        if (basis === "pooled") waiting = [];
        if (basis === "waiting") waiting = [...waiting, ...given];
      }
      expect(shown.filter((votes) => votes < threshold)).toEqual([]);
      const answers = pulses.reduce((sum, given) => sum + given.length, 0);
      expect(shown.reduce((sum, votes) => sum + votes, 0) + waiting.length).toBe(answers);
    }),
  );
});

test("it takes answers for three days, to the moment, and comes again after two weeks at the earliest", () => {
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
  expect(nextPulseFrom(openedAt)).toEqual(instant("2026-11-16T09:00:00Z"));
});

test.each([
  [41, "hit"],
  [36, "miss"],
  [33, "miss"],
  [30, "miss"],
] as const)("after a bet from 32 to 40 that ended at %d it comes after a %s", (value, occasion) => {
  expect(occasionOf(verdict({ baseline: 32, target: 40 }, value))).toBe(occasion);
});

test("after a bet that no reading decided it comes after neither", () => {
  for (const kind of ["inconclusive", "stopped-early", "invalid"] as const)
    expect(occasionOf({ kind })).toBeUndefined();
});
