import { type HitRate, MIN_BETS_FOR_PERCENT, PUBLISHED_RATE } from "#domain/bets/hit-rate.ts";
import type { TrackRecord } from "#domain/bets/track-record.ts";
import type { CalibrationBin, ForecastAccuracy } from "#domain/confidence/forecast-accuracy.ts";
import type { Week } from "#domain/digests/digest.ts";
import type { Interval } from "#domain/statistics/wilson-interval.ts";
import { sharePercent, shareWords } from "#slack/surfaces/bets/bet-words.ts";

/** "8–34 %" */
const rangeWords = ({ low, high }: Interval): string => `${sharePercent(low)}–${shareWords(high)}`;

/** "10 to 57 %" */
const spokenRange = ({ low, high }: Interval): string => `${sharePercent(low)} to ${shareWords(high)}`;

const OTHERS = "teams that test everything";

/**
 * "3 of 11 hit. That is in line with teams that test everything (8–34 %); with 11 bets it could be anywhere from 10 to
 * 57 %." With few bets, any rate would be in line, so nothing is compared.
 */
export function hitRateSentence({ hits, settled, interval }: HitRate): string {
  const others = rangeWords(PUBLISHED_RATE);
  const range = `it could be anywhere from ${spokenRange(interval)}`;
  if (settled >= MIN_BETS_FOR_PERCENT)
    return `${hits} of ${settled} hit. That is ${comparisonWords(interval)} ${OTHERS} (${others}); with ${settled} bets ${range}.`;
  const bets = settled === 1 ? "one bet" : `${settled} bets`;
  return `${hits} of ${settled} hit. With ${bets} ${range}. For comparison: ${OTHERS} hit ${others} of the time.`;
}

function comparisonWords({ low, high }: Interval): string {
  if (low > PUBLISHED_RATE.high) return "more than";
  return high < PUBLISHED_RATE.low ? "less than" : "in line with";
}

/** "Chosen or agreed to by us: 3 of 8 hit (14 to 69 %). Handed to us: 0 of 3 (0 to 56 %)." */
export function splitSentences({ own, handedDown, releasable, blocked }: TrackRecord): string[] {
  const rate = (which: string, of: HitRate | undefined) =>
    of ? [`${which}: ${of.hits} of ${of.settled} hit (${spokenRange(of.interval)}).`] : [];
  return [
    ...(handedDown
      ? [[...rate("Chosen or agreed to by us", own), ...rate("Handed to us", handedDown)].join(" ")]
      : []),
    ...(blocked
      ? [[...rate("Released by us alone", releasable), ...rate("Not without others", blocked)].join(" ")]
      : []),
  ];
}

/** "Our forecasts of 10 bets did better than always guessing our average, 3 of 10." */
export const forecastSentence = ({ bets, hits, score, baseRateScore }: ForecastAccuracy): string =>
  `Our forecasts of ${bets} bets did ${score < baseRateScore ? "better" : "no better"} than always guessing our average, ${hits} of ${bets}.`;

/** "We tend to be too sure: what we gave 80–100 % came in 4 of 10 times." */
export function calibrationSentence({ from, to, bets, hits, interval }: CalibrationBin): string {
  const cameIn = `what we gave ${from}–${shareWords(to / 100)} came in ${hits} of ${bets} times`;
  if (interval.high * 100 < from) return `We tend to be too sure: ${cameIn}.`;
  if (interval.low * 100 > to) return `We tend to be too careful: ${cameIn}.`;
  return `${cameIn.charAt(0).toUpperCase()}${cameIn.slice(1)}, about as often as we said.`;
}

/** How do we know? An example for each kind of statistic that the numbers have. */
export function howWeKnow({ trackRecord, forecastAccuracy }: Pick<Week, "trackRecord" | "forecastAccuracy">) {
  const { all } = trackRecord;
  return [
    ...(all
      ? [
          `The range: with few bets, luck weighs in. A team that hits ${spokenRange(all.interval)} of its bets in the long run can well hit ${all.hits} of ${all.settled} (Wilson's 95 % interval).`,
        ]
      : []),
    ...(forecastAccuracy
      ? [
          `Forecasts: giving 90 % costs 0.01 if the bet hits and 0.81 if it doesn't (Brier score, lower is better). Ours cost ${forecastAccuracy.score.toFixed(2)} on average; guessing our average, ${forecastAccuracy.baseRateScore.toFixed(2)}.`,
          "Too sure or too careful: of ten bets that we give 70 %, seven should hit. We say so from ten bets in a range on, and only where luck can't explain it.",
        ]
      : []),
  ];
}
