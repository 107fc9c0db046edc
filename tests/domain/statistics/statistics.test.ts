import { groupSettled } from "#domain/bets/settled-groups.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseRateScore, brierScore, calibration } from "#domain/confidence/forecast-accuracy.ts";
import { CONFIDENCE_LEVELS, tallyConfidence } from "#domain/confidence/confidence.ts";
import { median } from "#domain/statistics/median.ts";
import { RATINGS, type Ratings, summariseRatings } from "#domain/pulses/pulse.ts";
import { trackRecord as rates } from "#domain/bets/track-record.ts";
import { progress, realisedValue, verdict } from "#domain/verdicts/verdict.ts";
import { aBet, final } from "#tests/support/facts.ts";
import { isFinal } from "#domain/bets/bet.ts";

/**
 * Checks formulas against values that were published or worked out by hand. More cases of Wilson intervals and of Brier
 * scores are in wilson-interval.test.ts and forecast-accuracy.test.ts.
 */
const ascending = (a: number, b: number) => a - b;

describe("medians", () => {
  test.each([
    [[7], 7],
    [[1, 9], 5],
    [[1, 2, 10], 2],
    [[1, 2, 3, 10], 2.5],
    [[-5, -1, 0, 4, 4], 0],
    [[10, 10, 30, 50, 90, 90], 40],
    [[1, 1, 5, 5, 5], 5],
  ])("median of %j is %d", (sorted, middle) => {
    expect(median(sorted)).toBe(middle);
  });

  test("lie between minimum and maximum, mirror with the values, and shift with them", () => {
    const numbers = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: -1_000, max: 1_000 }), (values, by) => {
        const sorted = values.toSorted(ascending);
        const middle = median(sorted);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
        expect(median(values.map((value) => -value).toSorted(ascending))).toBeCloseTo(-middle, 9);
        expect(median(sorted.map((value) => value + by))).toBe(middle + by);
      }),
    );
  });
});

describe("median and spread of votes", () => {
  const votes = (...counts: readonly number[]) =>
    new Map(CONFIDENCE_LEVELS.map((percent, index) => [percent, counts[index] ?? 0]));

  test.each([
    [[1, 1, 1, 0, 0], { median: 30, lowest: 10, highest: 50, answered: 3 }],
    [[0, 2, 0, 2, 0], { median: 50, lowest: 30, highest: 70, answered: 4 }],
    [[1, 0, 0, 0, 4], { median: 90, lowest: 10, highest: 90, answered: 5 }],
    [[0, 0, 3, 3, 0], { median: 60, lowest: 50, highest: 70, answered: 6 }],
    [[2, 1, 1, 1, 2], { median: 50, lowest: 10, highest: 90, answered: 7 }],
  ])("%j votes for 10, 30, 50, 70, 90 %%", (counts, spread) => {
    expect(tallyConfidence(votes(...counts), 3)).toEqual({ kind: "given", ...spread });
  });
});

describe("pulse ratings", () => {
  const ratings = (...counts: readonly number[]): Ratings =>
    new Map(RATINGS.map((rating, index) => [rating, counts[index] ?? 0]));

  test.each([
    [[0, 0, 1, 1, 1], { kind: "given", median: 4 }],
    [[1, 0, 0, 1, 0], { kind: "given", median: 2.5 }],
    [[0, 0, 0, 5, 0], { kind: "agreed", leaning: "so" }],
    [[0, 0, 3, 0, 0], { kind: "agreed", leaning: "lacking" }],
    [[3, 1, 0, 0, 0], { kind: "given", median: 1 }],
  ])("%j counts for ratings 1 to 5", (counts, summary) => {
    expect(summariseRatings(ratings(...counts))).toEqual(summary);
  });
});

describe("Brier score", () => {
  // By hand: (0.3)² + (0.3)² + (0.7)² + (0.1)² + (0.9)² over five.
  test("of five different forecasts is the mean squared error", () => {
    const forecasts = [
      { percent: 70, hit: true },
      { percent: 30, hit: false },
      { percent: 70, hit: false },
      { percent: 90, hit: true },
      { percent: 10, hit: true },
    ];
    expect(brierScore(forecasts)).toBeCloseTo((0.09 + 0.09 + 0.49 + 0.01 + 0.81) / 5, 12);
    expect(baseRateScore(forecasts)).toBeCloseTo(0.24, 12);
  });

  test.each([
    [0, 10, 0],
    [1, 10, 0.09],
    [3, 10, 0.21],
    [5, 10, 0.25],
    [10, 10, 0],
  ])("of a base rate of %d in %d is %d", (hits, bets, score) => {
    const forecasts = Array.from({ length: bets }, (_, index) => ({ percent: 50, hit: index < hits }));
    expect(baseRateScore(forecasts)).toBeCloseTo(score, 12);
  });

  test("does not depend on order, nor on mirroring forecasts and outcomes", () => {
    const anyForecasts = fc.array(
      fc.record({ percent: fc.integer({ min: 0, max: 100 }), hit: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(anyForecasts, (forecasts) => {
        const score = brierScore(forecasts);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(brierScore(forecasts.toReversed())).toBeCloseTo(score, 12);
        const mirrored = forecasts.map(({ percent, hit }) => ({ percent: 100 - percent, hit: !hit }));
        expect(brierScore(mirrored)).toBeCloseTo(score, 12);
        for (const { bets, hits, interval } of calibration(forecasts)) {
          expect(bets).toBeGreaterThanOrEqual(10);
          expect(interval.low).toBeLessThanOrEqual(hits / bets + 1e-12);
          expect(interval.high).toBeGreaterThanOrEqual(hits / bets - 1e-12);
        }
      }),
    );
  });
});

describe("hit rates", () => {
  test.each([
    [0, 5, "0-43"],
    [3, 10, "11-60"],
    [6, 20, "15-52"],
    [30, 100, "22-40"],
  ])("%d of %d bets: %s %%", (hits, settled, interval) => {
    const bets = Array.from({ length: settled }, (_, index) =>
      aBet(index + 1, final(index < hits ? 41 : 33)),
    );
    const { all } = rates(groupSettled(bets.filter((bet) => isFinal(bet))));
    expect([all?.hits, all?.settled]).toEqual([hits, settled]);
    expect(
      `${Math.round(100 * (all?.interval.low ?? 9))}-${Math.round(100 * (all?.interval.high ?? 9))}`,
    ).toBe(interval);
  });

  test("are absent without bets", () => {
    expect(rates([])).toEqual({});
  });
});

describe("realised value and progress", () => {
  test.each([
    ["up", 32, 40, 37, 5, 0.625],
    ["down, where lower is better", 5, 3, 4.5, -0.5, 0.25],
    ["from a loss to a smaller one", -200, -50, -80, 120, 0.8],
    ["across zero", -1, 1, 0, 1, 0.5],
    ["the wrong way", 32, 40, 30, -2, -0.25],
    ["huge numbers", 1e12, 2e12, 1.75e12, 7.5e11, 0.75],
    ["binary fractions", 0.1, 0.3, 0.2, 0.1, 0.5],
  ])("%s: from %d to %d, ended at %d", (_, baseline, target, value, realised, share) => {
    expect(realisedValue({ baseline }, value)).toBe(realised);
    expect(progress({ baseline, target }, value)).toBe(share);
  });

  test("scaling by a thousand or negating a metric changes no verdict", () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(number, number, number, (baseline, target, value) => {
        fc.pre(baseline !== target);
        const { kind } = verdict({ baseline, target }, value);
        expect(verdict({ baseline: baseline * 1_000, target: target * 1_000 }, value * 1_000).kind).toBe(
          kind,
        );
        expect(verdict({ baseline: -baseline, target: -target }, -value).kind).toBe(kind);
      }),
    );
  });
});
