import { type HitRate, MIN_BETS_FOR_PERCENT, PUBLISHED_RATE } from "#domain/bets/hit-rate.ts";
import type { CalibrationBin, ForecastAccuracy } from "#domain/confidence/forecast-accuracy.ts";
import { sharePercent, shareWords } from "#slack/surfaces/bets/bet-words.ts";
import { intervalWords } from "#slack/surfaces/digests/digest-lines.ts";
import { counted } from "./recap-words.ts";

/**
 * "3 of 11 bets hit, 27 %. That's in line with teams that test everything (8-34 %); with 11 bets, our hit rate could be
 * anywhere from 10 to 57 %."
 */
export function hitRateLine({ hits, settled, interval }: HitRate): string {
  const bets = counted(settled, "bet");
  const rate = settled >= MIN_BETS_FOR_PERCENT ? `, ${shareWords(hits / settled)}` : "";
  const range = `${sharePercent(interval.low)} to ${shareWords(interval.high)}`;
  return `${hits} of ${bets} hit${rate}. ${comparison({ hits, settled, interval })} (${intervalWords(PUBLISHED_RATE)}); with ${bets}, our hit rate could be anywhere from ${range}.`;
}

function comparison({ hits, settled, interval }: HitRate): string {
  const { low, high } = PUBLISHED_RATE;
  const rate = hits / settled;
  if (interval.low > high) return "That's more than teams that test everything hit";
  if (interval.high < low) return "That's less than teams that test everything hit";
  if (rate >= low && rate <= high) return "That's in line with teams that test everything";
  return "That could still be in line with teams that test everything";
}

/** The example's ranges are Wilson's for 1 of 3 and 100 of 300; a test reckons them again. */
export const HOW_HIT_RATES =
  "by Wilson's 95 % interval: after 1 hit in 3 bets the true rate may be anything from 6 to 79 %, after 100 in 300 only 28 to 39 %.";

/** "Bets we chose or agreed to: 2 of 4 hit (15-85 %). Handed to us: 0 of 2 hit (0-66 %)." */
export const splitRatesWords = (
  ...rates: ReadonlyArray<readonly [which: string, rate: HitRate | undefined]>
): string =>
  rates
    .flatMap(([which, rate]) =>
      rate ? [`${which}: ${rate.hits} of ${rate.settled} hit (${intervalWords(rate.interval)}).`] : [],
    )
    .join(" ");

/** Compares our score with that of always guessing our hit rate, as both read with two decimals. */
export function forecastLine({ bets, hits, score, baseRateScore }: ForecastAccuracy): string {
  const average = `our average, ${hits} of ${bets}`;
  const difference = Number(score.toFixed(2)) - Number(baseRateScore.toFixed(2));
  if (difference === 0) return `Our forecasts did as well as always guessing ${average}.`;
  return difference < 0
    ? `Our forecasts did better than always guessing ${average}.`
    : `Always guessing ${average}, would have beaten our forecasts.`;
}

export const howForecasts = ({ bets, hits, score, baseRateScore }: ForecastAccuracy): string =>
  `by the Brier score, where lower is better (90 % on a bet scores 0.01 if it hits and 0.81 if it misses): we average ${score.toFixed(2)} over ${bets} bets, guessing ${hits} of ${bets} each time ${baseRateScore.toFixed(2)}.`;

/** "Too hopeful: of the bets we gave 80 to 100 %, 3 of 12 hit (9-53 %)." */
export const calibrationLine = (bin: CalibrationBin): string =>
  `${leaningOf(bin)}: of the bets we gave ${bin.from} to ${shareWords(bin.to / 100)}, ${bin.hits} of ${bin.bets} hit (${intervalWords(bin.interval)}).`;

function leaningOf({ from, to, interval }: CalibrationBin): string {
  if (interval.high < from / 100) return "Too hopeful";
  return interval.low > to / 100 ? "Too careful" : "About right";
}

export const HOW_CALIBRATION =
  "we group our bets by what we gave them and count the hits: of ten bets given 70 %, about seven should hit.";

export const HOW_SQUARE =
  "each retro asks whether, knowing only what we knew then, we'd place the bet again; if most say yes, it was a good bet, even one that missed.";

export const HOW_PULSES =
  "each number is the middle of our anonymous answers, from 1, not at all, to 5, fully: of 2, 4 and 5, it's 4.";
