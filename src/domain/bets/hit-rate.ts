import { type Interval, wilson } from "#domain/statistics/wilson-interval.ts";

/** Hits among settled bets, whatever their verdict: a bet that was stopped or could not be judged has not hit. */
export type HitRate = { readonly hits: number; readonly settled: number; readonly interval: Interval };

/** From so many bets on, a rate is also said as a percentage. */
export const MIN_BETS_FOR_PERCENT = 10;

/** The share of ideas that move their metric in firms that test everything (Kohavi: Bing 15 %, Airbnb search 8 %, Microsoft 34 %). */
export const PUBLISHED_RATE: Interval = { low: 0.08, high: 0.34 };

/** Nothing where no bet is settled. */
export function hitRate({ hits, settled }: { hits: number; settled: number }): HitRate | undefined {
  const interval = wilson(hits, settled);
  return interval && { hits, settled, interval };
}
