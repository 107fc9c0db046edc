import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  baseRateScore,
  brierScore,
  calibration,
  forecastAccuracy,
} from "#domain/confidence/forecast-accuracy.ts";

const forecasts = (percent: number, hits: number, bets: number) =>
  Array.from({ length: bets }, (_, index) => ({ percent, hit: index < hits }));

test.each([
  ["always right and certain", [...forecasts(100, 2, 2), ...forecasts(0, 0, 2)], 0],
  ["always wrong and certain", [...forecasts(0, 2, 2), ...forecasts(100, 0, 2)], 1],
  ["always 30 % at a base rate of 30 %", forecasts(30, 3, 10), 0.21],
  ["always 50 %", forecasts(50, 4, 10), 0.25],
  ["one hit forecast at 70 %", forecasts(70, 1, 1), 0.09],
] as const)("Brier score: %s", (_, all, score) => {
  expect(brierScore(all)).toBeCloseTo(score, 12);
});

test("the base rate scores its variance, and no constant forecast scores better", () => {
  expect(baseRateScore(forecasts(90, 3, 10))).toBeCloseTo(0.21, 12);
  const outcomes = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 0, max: 100 }), (hits, percent) => {
      const all = hits.map((hit) => ({ percent, hit }));
      expect(brierScore(all)).toBeGreaterThanOrEqual(baseRateScore(all) - 1e-12);
      expect(brierScore(all)).toBeLessThanOrEqual(1);
    }),
  );
});

test("gives a score from five bets on", () => {
  expect(forecastAccuracy(forecasts(70, 2, 4))).toBeUndefined();
  expect(forecastAccuracy(forecasts(70, 3, 5))).toMatchObject({ bets: 5, hits: 3, calibration: [] });
});

test("shows a calibration bin from ten bets on, with its interval", () => {
  const all = [
    ...forecasts(70, 7, 9),
    ...forecasts(60, 0, 1),
    ...forecasts(30, 3, 9),
    ...forecasts(90, 9, 10),
  ];
  expect(calibration(all)).toEqual([
    {
      from: 60,
      to: 80,
      bets: 10,
      hits: 7,
      interval: { low: expect.closeTo(0.397, 3), high: expect.closeTo(0.892, 3) },
    },
    {
      from: 80,
      to: 100,
      bets: 10,
      hits: 9,
      interval: { low: expect.closeTo(0.596, 3), high: expect.closeTo(0.982, 3) },
    },
  ]);
});

test("puts each forecast in exactly one bin", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (percent) => {
      expect(calibration(forecasts(percent, 5, 10)).map(({ bets }) => bets)).toEqual([10]);
    }),
  );
});
