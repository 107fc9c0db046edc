import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "#domain/statistics/wilson-interval.ts";

test.each([
  [0, 5, 0, 43],
  [3, 10, 11, 60],
  [3, 11, 10, 57],
  [6, 20, 15, 52],
  [30, 100, 22, 40],
  [5, 5, 57, 100],
  [0, 1, 0, 79],
])("%d of %d gives an interval from %d to %d %%", (successes, trials, low, high) => {
  const interval = wilson(successes, trials);
  expect([interval?.low ?? NaN, interval?.high ?? NaN].map((share) => Math.round(share * 100))).toEqual([
    low,
    high,
  ]);
});

test("gives no interval without trials", () => {
  expect(wilson(0, 0)).toBeUndefined();
});

const counts = fc
  .integer({ min: 1, max: 10_000 })
  .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

test("contains the observed share, within 0 and 1", () => {
  fc.assert(
    fc.property(counts, ([successes, trials]) => {
      const { low, high } = wilson(successes, trials)!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(successes / trials + 1e-12);
      expect(high).toBeGreaterThanOrEqual(successes / trials - 1e-12);
    }),
  );
});

test("is mirrored for misses", () => {
  fc.assert(
    fc.property(counts, ([successes, trials]) => {
      const hits = wilson(successes, trials)!;
      const misses = wilson(trials - successes, trials)!;
      expect(hits.low).toBeCloseTo(1 - misses.high, 10);
      expect(hits.high).toBeCloseTo(1 - misses.low, 10);
    }),
  );
});

test("narrows with more trials of the same share", () => {
  fc.assert(
    fc.property(counts, ([successes, trials]) => {
      const interval = wilson(successes, trials)!;
      const doubled = wilson(successes * 2, trials * 2)!;
      expect(doubled.high - doubled.low).toBeLessThan(interval.high - interval.low);
    }),
  );
});
