import type { Recap } from "#domain/recaps/recap.ts";
import { bold, bullets, italic, type MessageBlock, paragraph, type Span } from "#slack/kit/blocks.ts";
import { keyResultLine, newVerdictLine, stepLine } from "#slack/surfaces/digests/digest-lines.ts";
import {
  HOW_PULSES,
  HOW_SQUARE,
  howForecasts,
  howHitRate,
} from "#slack/surfaces/statistics/statistics-words.ts";
import { changeWords } from "./change-words.ts";
import {
  betLines,
  forecastLines,
  leadTimeLines,
  learningLines,
  mandateLines,
  moraleLines,
  preMortemLines,
  rateLines,
  squareLines,
} from "./recap-lines.ts";

/** A part of the whole quarter. `how`: for each statistic in it, where the numbers come from, in a sentence. */
export type RecapSection = {
  readonly title: string;
  readonly lines: ReadonlyArray<Span[]>;
  readonly how?: readonly string[];
};

/** All that there is to say of a quarter, in full. Empty parts are left out. */
export function recapSections(recap: Recap): RecapSection[] {
  const { trackRecord, settled, keyResults, nextSteps, today, forecastAccuracy, pulses, change } = recap;
  const sections: readonly RecapSection[] = [
    { title: "What came of our bets", lines: [...betLines(recap), ...settled.map(newVerdictLine)] },
    { title: "From bet to users", lines: leadTimeLines(recap) },
    {
      title: "Where we stand",
      lines: rateLines(recap),
      how: trackRecord.all ? [howHitRate(trackRecord.all)] : [],
    },
    { title: "Good bets, and luck", lines: squareLines(recap), how: [HOW_SQUARE] },
    {
      title: "How well we foresaw",
      lines: forecastLines(recap),
      how: "kind" in forecastAccuracy ? [] : howForecasts(forecastAccuracy),
    },
    { title: "What we saw coming", lines: preMortemLines(recap) },
    { title: "What we learned", lines: learningLines(recap) },
    { title: "Who decides", lines: mandateLines(recap) },
    {
      title: "Key results",
      lines: keyResults.map((keyResult) => keyResultLine(keyResult, keyResult.isOver)),
    },
    {
      title: "How we are",
      lines: moraleLines(recap),
      how: pulses && pulses.summaries.length > 0 ? [HOW_PULSES] : [],
    },
    { title: "Next steps", lines: nextSteps.map((step) => stepLine(step, today)) },
    { title: "One thing to change", lines: change ? [[changeWords(change, recap)]] : [] },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

export const sectionBlocks = ({ title, lines, how = [] }: RecapSection): MessageBlock[] => [
  paragraph([bold(title)]),
  bullets(lines),
  ...how.map((sentence) => paragraph([italic("How do we know?"), ` ${sentence}`])),
];
