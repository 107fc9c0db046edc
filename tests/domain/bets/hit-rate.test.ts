import { expect, test } from "vitest";
import { hitRate } from "#domain/bets/hit-rate.ts";

test.each([
  [0, 5, 0, 43],
  [3, 10, 11, 60],
  [3, 11, 10, 57],
  [6, 20, 15, 52],
  [30, 100, 22, 40],
])("%d hits of %d bets give an interval from %d to %d %%", (hits, settled, low, high) => {
  const rate = hitRate({ hits, settled });
  expect(rate).toMatchObject({ hits, settled });
  expect([rate?.interval.low, rate?.interval.high].map((bound) => Math.round(100 * (bound ?? 0)))).toEqual([
    low,
    high,
  ]);
});

test("gives no rate without a settled bet", () => {
  expect(hitRate({ hits: 0, settled: 0 })).toBeUndefined();
});
