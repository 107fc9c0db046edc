import type { SettledGroup } from "#domain/bets/settled-groups.ts";
import { type Interval, wilson } from "#domain/statistics/wilson-interval.ts";
import { isComputedKind } from "#domain/verdicts/verdict.ts";

/** What a team gave a settled bet, in percent, and whether it hit; `bets` that are alike count as one each, 1 if left out. */
export type Forecast = { readonly percent: number; readonly hit: boolean; readonly bets?: number };

/** How well a team foresees its outcomes. */
export type ForecastAccuracy = {
  readonly bets: number;
  readonly hits: number;
  readonly score: number;
  /** The score of always saying the share of these bets that hit. */
  readonly baseRateScore: number;
  readonly calibration: readonly CalibrationBin[];
};

/** Of the bets given so many percent (`from` included, `to` not, but for 100), how many hit. */
export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly bets: number;
  readonly hits: number;
  readonly interval: Interval;
};

/** Under so many bets a score says more of luck than of foresight. */
export const MIN_FORECASTS = 5;

/** Under so many bets a bin of the calibration table is noise. */
const BIN_FROM = 10;

/** Each of the five answers stands in the middle of its bin. */
const BIN_WIDTH = 20;

/**
 * The mean squared difference between forecast and outcome (1 = hit), from 0, always right and sure of it, to 1.
 * Source: G. W. Brier, Monthly Weather Review 78 (1950), 1-3; in its half form, whose scale ends at 1.
 */
export const brierScore = (forecasts: readonly Forecast[]): number =>
  mean(forecasts, ({ percent, hit }) => (percent / 100 - Number(hit)) ** 2);

/** The same of always saying the base rate: its variance, 0.21 at 30 %. */
export const baseRateScore = (forecasts: readonly Forecast[]): number => {
  const rate = mean(forecasts, ({ hit }) => Number(hit));
  return rate * (1 - rate);
};

/** The bins with enough bets to say something. */
export function calibration(forecasts: readonly Forecast[]): CalibrationBin[] {
  return [0, 20, 40, 60, 80].flatMap((from) => {
    const to = from + BIN_WIDTH;
    const inBin = forecasts.filter(
      ({ percent }) => percent >= from && (percent < to || (to === 100 && percent === 100)),
    );
    const bets = countBets(inBin);
    const hits = countBets(inBin.filter(({ hit }) => hit));
    const interval = wilson(hits, bets);
    return interval && bets >= BIN_FROM ? [{ from, to, bets, hits, interval }] : [];
  });
}

/** Of the bets with a forecast: one that no reading decided has no outcome to hold a forecast against. */
export const forecastsOf = (settled: readonly SettledGroup[]): Forecast[] =>
  settled.flatMap(({ verdict, forecast: percent, bets }) =>
    percent === undefined || !isComputedKind(verdict) ? [] : [{ percent, hit: verdict === "hit", bets }],
  );

/** From five bets on. */
export function forecastAccuracy(forecasts: readonly Forecast[]): ForecastAccuracy | undefined {
  const bets = countBets(forecasts);
  if (bets < MIN_FORECASTS) return undefined;
  return {
    bets,
    hits: countBets(forecasts.filter(({ hit }) => hit)),
    score: brierScore(forecasts),
    baseRateScore: baseRateScore(forecasts),
    calibration: calibration(forecasts),
  };
}

export const countBets = (forecasts: readonly Forecast[]): number =>
  forecasts.reduce((sum, { bets = 1 }) => sum + bets, 0);

const mean = (forecasts: readonly Forecast[], value: (forecast: Forecast) => number): number =>
  forecasts.reduce((sum, forecast) => sum + value(forecast) * (forecast.bets ?? 1), 0) / countBets(forecasts);
