import { type HitRate, MIN_BETS_FOR_PERCENT, PUBLISHED_RATE } from "#domain/bets/hit-rate.ts";
import type { RealisedShare, TrackRecord } from "#domain/bets/track-record.ts";
import type { CalibrationBin, ForecastAccuracy } from "#domain/confidence/forecast-accuracy.ts";
import type { Interval } from "#domain/statistics/wilson-interval.ts";
import { progressPercent, sharePercent, shareWords } from "#slack/surfaces/bets/bet-words.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

/** "8-34 %" */
export const rangeWords = ({ low, high }: Interval): string => `${sharePercent(low)}-${shareWords(high)}`;

/** "10 to 57 %", behind "from" */
export const fromToWords = ({ low, high }: Interval): string => `${sharePercent(low)} to ${shareWords(high)}`;

const OTHERS = "teams that test everything";

/** Where the team stands: its hit rates, and how far its bets came. Empty if no bet is settled. */
export function standSentences({
  trackRecord: { all, own, handedDown, releasable, blocked },
  realised,
}: {
  readonly trackRecord: TrackRecord;
  readonly realised: readonly RealisedShare[];
}): string[] {
  if (!all) return [];
  return [
    hitRateSentence(all),
    ...(handedDown ? [mandateSentence({ own, handedDown })] : []),
    ...(blocked
      ? [splitSentence(["Bets we could release alone", releasable], ["Not without others", blocked])]
      : []),
    ...(realised.length > 0 ? [realisedSentence(realised)] : []),
  ];
}

/**
 * "3 of 11 hit. That's in line with teams that test everything (8-34 %); with 11 bets, our hit rate could be anywhere
 * from 10 to 57 %."
 */
export const hitRateSentence = (rate: HitRate): string =>
  `${rate.hits} of ${rate.settled} hit. ${hitRateMeaning(rate)}`;

/** What a hit rate says of the team, and of others. A few bets are in line with almost any rate: nothing is compared. */
export function hitRateMeaning(rate: HitRate): string {
  const { settled, interval } = rate;
  const bets = settled === 1 ? "one bet" : `${settled} bets`;
  const range = `${bets}, our hit rate could be anywhere from ${fromToWords(interval)}`;
  return settled < MIN_BETS_FOR_PERCENT
    ? `With ${range}; ${OTHERS} hit ${rangeWords(PUBLISHED_RATE)}.`
    : `${comparison(rate)} (${rangeWords(PUBLISHED_RATE)}); with ${range}.`;
}

function comparison({ hits, settled, interval }: HitRate): string {
  const { low, high } = PUBLISHED_RATE;
  const rate = hits / settled;
  if (interval.low > high) return `That's more than ${OTHERS} see`;
  if (interval.high < low) return `That's less than ${OTHERS} see`;
  return `${rate >= low && rate <= high ? "That's" : "That could still be"} in line with ${OTHERS}`;
}

/** "Bets we chose or agreed to: 3 of 8 hit (14-69 %). Handed to us: 0 of 3 hit (0-56 %)." */
export const mandateSentence = (
  { own, handedDown }: { readonly own: HitRate | undefined; readonly handedDown: HitRate },
  [who, whom]: readonly [who: string, whom: string] = ["we", "us"],
): string => splitSentence([`Bets ${who} chose or agreed to`, own], [`Handed to ${whom}`, handedDown]);

const splitSentence = (
  ...rates: ReadonlyArray<readonly [which: string, rate: HitRate | undefined]>
): string =>
  rates
    .flatMap(([which, rate]) =>
      rate ? [`${which}: ${rate.hits} of ${rate.settled} hit (${rangeWords(rate.interval)}).`] : [],
    )
    .join(" ");

/** "Realised value, as a share of what we aimed for: #9 5 %, #12 63 %." */
const realisedSentence = (realised: readonly RealisedShare[]): string =>
  `Realised value, as a share of what we aimed for: ${realised.map(({ number, share }) => `#${number} ${formatNumber(progressPercent(share), "%")}`).join(", ")}.`;

/** How good the team's forecasts are, then by what it gave. */
export const forecastSentences = (accuracy: ForecastAccuracy): string[] => [
  forecastSentence(accuracy),
  ...accuracy.calibration.map(calibrationSentence),
];

/** Compares our score with that of always guessing our hit rate, as both read with two decimals. */
function forecastSentence({ bets, hits, score, baseRateScore }: ForecastAccuracy): string {
  const average = `our average, ${hits} of ${bets}`;
  const difference = Number(score.toFixed(2)) - Number(baseRateScore.toFixed(2));
  if (difference === 0) return `Our forecasts did as well as always guessing ${average}.`;
  return difference < 0
    ? `Our forecasts did better than always guessing ${average}.`
    : `Always guessing ${average}, would have beaten our forecasts.`;
}

/** "Too hopeful: of the bets we gave 80-100 %, 3 of 12 hit (9-53 %)." */
const calibrationSentence = (bin: CalibrationBin): string =>
  `${leaningOf(bin)}: of the bets we gave ${rangeGivenWords(bin)}, ${bin.hits} of ${bin.bets} hit (${rangeWords(bin.interval)}).`;

function leaningOf({ from, to, interval }: CalibrationBin): string {
  if (interval.high < from / 100) return "Too hopeful";
  return interval.low > to / 100 ? "Too careful" : "About right";
}

/** "80-100 %" */
export const rangeGivenWords = ({ from, to }: Pick<CalibrationBin, "from" | "to">): string =>
  rangeWords({ low: from / 100, high: to / 100 });

// How do we know? A sentence with an example for each statistic.

export const howHitRate = ({ hits, settled, interval }: HitRate): string =>
  `The fewer bets, the more luck weighs in: a team that hits ${rangeWords(interval)} of its bets in the long run can well hit ${hits} of ${settled} (Wilson's 95 % interval).`;

export const howForecasts = ({
  bets,
  hits,
  score,
  baseRateScore,
  calibration,
}: ForecastAccuracy): string[] => [
  `Giving a bet 90 % costs 0.01 if it hits and 0.81 if it misses (Brier score; lower is better). Our forecasts of ${bets} bets cost ${score.toFixed(2)} on average; guessing ${hits} of ${bets} each time, ${baseRateScore.toFixed(2)}.`,
  ...(calibration.length > 0
    ? [
        "Of ten bets that we give 70 %, about seven should hit. We call a range too hopeful or too careful only where luck can't explain it, and from ten bets on.",
      ]
    : []),
];

export const HOW_SQUARE =
  "Each retro asks whether, knowing only what we knew then, we'd place the bet again; if most say yes, it was a good bet, even one that missed.";

export const HOW_PULSES =
  "Each number is the middle of our anonymous answers, from 1, not at all, to 5, fully: of 2, 4 and 5, it's 4.";
