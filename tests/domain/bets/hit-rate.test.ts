import { expect, test } from "vitest";
import { hitRate } from "#domain/bets/hit-rate.ts";

test.each([
  [0, 5, 0, 43],
  [3, 10, 11, 60],
  [3, 11, 10, 57],
  [6, 20, 15, 52],
  [30, 100, 22, 40],
])("%d of %d fits true rates from %d to %d %%", (hits, settled, low, high) => {
  const rate = hitRate({ hits, settled });
  expect(rate).toMatchObject({ hits, settled });
  expect([rate?.interval.low, rate?.interval.high].map((bound) => Math.round(100 * (bound ?? 0)))).toEqual([
    low,
    high,
  ]);
});

test("without a settled bet there is no rate", () => {
  expect(hitRate({ hits: 0, settled: 0 })).toBeUndefined();
});
