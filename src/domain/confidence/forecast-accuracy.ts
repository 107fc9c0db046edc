import type { SettledGroup } from "#domain/bets/settled-groups.ts";
import { type Interval, wilson } from "#domain/statistics/wilson-interval.ts";
import { isComputedKind } from "#domain/verdicts/verdict.ts";

/** A forecast in percent, and whether the bet hit; `bets` is how many settled bets this holds for, 1 by default. */
export type Forecast = { readonly percent: number; readonly hit: boolean; readonly bets?: number };

/** How well a team predicts its outcomes. */
export type ForecastAccuracy = {
  readonly bets: number;
  readonly hits: number;
  readonly score: number;
  /** The score of always forecasting these bets' hit rate. */
  readonly baseRateScore: number;
  readonly calibration: readonly CalibrationBin[];
};

/** How many of the bets forecast in a range hit: `from` to `to` percent, `to` exclusive except for 100. */
export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly bets: number;
  readonly hits: number;
  readonly interval: Interval;
};

/** With fewer bets, a score says more about luck than about judgement. */
export const MIN_FORECASTS = 5;

/** With fewer bets, a bin of the calibration table is noise. */
const MIN_BETS_IN_BIN = 10;

/** Puts each of the five possible votes in the middle of its bin. */
const BIN_WIDTH = 20;

/**
 * The mean squared difference between forecast and outcome (1 = hit), from 0 (always certain and right) to 1.
 * Source: G. W. Brier, Monthly Weather Review 78 (1950), 1-3; in its half form, whose maximum is 1.
 */
export const brierScore = (forecasts: readonly Forecast[]): number =>
  mean(forecasts, ({ percent, hit }) => (percent / 100 - Number(hit)) ** 2);

/** The Brier score of always forecasting the base rate, which is the variance: 0.21 at 30 %. */
export const baseRateScore = (forecasts: readonly Forecast[]): number => {
  const rate = mean(forecasts, ({ hit }) => Number(hit));
  return rate * (1 - rate);
};

/** Only the bins with enough bets. */
export function calibration(forecasts: readonly Forecast[], minBets = MIN_BETS_IN_BIN): CalibrationBin[] {
  return [0, 20, 40, 60, 80].flatMap((from) => {
    const to = from + BIN_WIDTH;
    const inBin = forecasts.filter(
      ({ percent }) => percent >= from && (percent < to || (to === 100 && percent === 100)),
    );
    const bets = countBets(inBin);
    const hits = countBets(inBin.filter(({ hit }) => hit));
    const interval = wilson(hits, bets);
    return interval && bets >= minBets ? [{ from, to, bets, hits, interval }] : [];
  });
}

/** Leaves out declared verdicts, which have no outcome to compare a forecast with. */
export const forecastsOf = (settled: readonly SettledGroup[]): Forecast[] =>
  settled.flatMap(({ verdict, forecast: percent, bets }) =>
    percent === undefined || !isComputedKind(verdict) ? [] : [{ percent, hit: verdict === "hit", bets }],
  );

/** Undefined below `MIN_FORECASTS` bets. */
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
