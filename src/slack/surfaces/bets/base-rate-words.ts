import { type HitRate, MIN_BETS_FOR_PERCENT, PUBLISHED_RATE } from "#domain/bets/hit-rate.ts";
import { rangeWords } from "#slack/surfaces/statistics/statistics-words.ts";
import { shareWords } from "./bet-words.ts";

/** "teams that test everything hit 8-34 % (Kohavi)" */
const publishedRate = `teams that test everything hit ${rangeWords(PUBLISHED_RATE)} (Kohavi)`;

/** "3 of 11, 27 % (10-57 %)" */
const ourRate = ({ hits, settled, interval }: HitRate): string => {
  const share = settled >= MIN_BETS_FOR_PERCENT ? `, ${shareWords(hits / settled)}` : "";
  return `${hits} of ${settled}${share} (${rangeWords(interval)})`;
};

/** In the bet form: what to expect when choosing a target. */
export const formBaseRateWords = (rate: HitRate | undefined): string =>
  `For comparison: ${publishedRate}${rate ? `; we've hit ${ourRate(rate)}` : ""}.`;

/** On the card: what was to be expected when the bet was placed. */
export const cardBaseRateWords = (rate: HitRate | undefined): string =>
  `When we placed it: ${rate ? `we'd hit ${ourRate(rate)}; ` : ""}${publishedRate}`;
