import { type Interval, wilson } from "#domain/statistics/wilson-interval.ts";

/** Hits among all settled bets: one that was stopped early or could not be judged is not a hit. */
export type HitRate = { readonly hits: number; readonly settled: number; readonly interval: Interval };

/** How many bets it takes to show a rate as a percentage too. */
export const MIN_BETS_FOR_PERCENT = 10;

/** Success rates of ideas at firms that test everything (Kohavi: Bing 15 %, Airbnb search 8 %, Microsoft 34 %). */
export const PUBLISHED_RATE: Interval = { low: 0.08, high: 0.34 };

/** Undefined if no bet is settled. */
export function hitRate({ hits, settled }: { hits: number; settled: number }): HitRate | undefined {
  const interval = wilson(hits, settled);
  return interval && { hits, settled, interval };
}
