import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  CONFIDENCE_LEVELS,
  confidenceCloses,
  forecastOf,
  leaning,
  takesVotes,
  tallyConfidence,
} from "#domain/confidence/confidence.ts";
import { instant } from "#tests/support/facts.ts";

const votes = (...percents: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const percent of percents) counts.set(percent, (counts.get(percent) ?? 0) + 1);
  return counts;
};

test.each([
  ["no votes", [], 3, { kind: "none" }],
  ["fewer votes than the threshold", [70, 90], 3, { kind: "too-few" }],
  ["a threshold larger than the team", [10, 30, 50, 70], 5, { kind: "too-few" }],
  [
    "an odd number of votes",
    [90, 10, 70],
    3,
    { kind: "given", median: 70, lowest: 10, highest: 90, answered: 3 },
  ],
  [
    "an even number of votes",
    [70, 50, 30, 90],
    3,
    { kind: "given", median: 60, lowest: 30, highest: 90, answered: 4 },
  ],
  [
    "all but one vote alike",
    [70, 70, 70, 90],
    3,
    { kind: "given", median: 70, lowest: 70, highest: 90, answered: 4 },
  ],
  ["all votes alike: neither count nor spread", [70, 70, 70], 3, { kind: "agreed", median: 70 }],
] as const)("tallies %s", (_, percents, threshold, result) => {
  expect(tallyConfidence(votes(...percents), threshold)).toEqual(result);
});

test("the median splits the votes evenly, and the spread covers them all", () => {
  const votesCast = fc.array(fc.constantFrom(...CONFIDENCE_LEVELS), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(votesCast, (percents) => {
      const result = tallyConfidence(votes(...percents), 3);
      const middle = forecastOf(result) ?? -1;
      const under = percents.filter((percent) => percent < middle).length;
      const over = percents.filter((percent) => percent > middle).length;
      expect(Math.max(under, over)).toBeLessThanOrEqual(percents.length / 2);
      if (result.kind === "given")
        expect([result.lowest, result.highest]).toEqual([Math.min(...percents), Math.max(...percents)]);
      else expect(new Set(percents).size).toBe(1);
    }),
  );
});

test.each([
  [10, "unlikely"],
  [30, "unlikely"],
  [50, "even"],
  [70, "likely"],
  [90, "likely"],
] as const)("a unanimous %d %% leans %s", (percent, expected) => {
  expect(leaning(percent)).toBe(expected);
});

test("takes votes for exactly 48 hours", () => {
  const closesAt = confidenceCloses(instant("2026-11-02T09:00:00Z"));
  const sealed = { kind: "sealed", closesAt, hasVotes: false } as const;
  expect(takesVotes(sealed, instant("2026-11-04T08:59:59.999Z"))).toBe(true);
  expect(takesVotes(sealed, instant("2026-11-04T09:00:00Z"))).toBe(false);
  expect(takesVotes({ kind: "none" }, instant("2026-11-02T09:00:00Z"))).toBe(false);
  expect(takesVotes(undefined, instant("2026-11-02T09:00:00Z"))).toBe(false);
});

test.each([
  [{ kind: "none" }, undefined],
  [{ kind: "too-few" }, undefined],
  [{ kind: "unreadable" }, undefined],
  [{ kind: "agreed", median: 30 }, 30],
  [{ kind: "given", median: 60, lowest: 30, highest: 90, answered: 4 }, 60],
] as const)("the forecast of %o is %s", (confidence, percent) => {
  expect(forecastOf(confidence)).toBe(percent);
});
