import { isEmpty, type Recap } from "#domain/recaps/recap.ts";
import {
  bold,
  bullets,
  type Message,
  message,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { realisedChart } from "#slack/surfaces/digests/realised-chart.ts";
import { cameInLine, keyResultLine, learningLine, stepLine } from "#slack/surfaces/digests/digest-lines.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { fitMessage, shortened } from "#slack/kit/fit-message.ts";
import { dayWords } from "#slack/kit/dates.ts";
import {
  betLines,
  citedLines,
  preMortemLines,
  preMortemTexts,
  forecastAccuracyLines,
  mandateLines,
  moraleLines,
  payoffLines,
  rateLines,
  squareLines,
} from "./recap-lines.ts";
import { isSetUpIn, recapDays, recapTitle } from "./recap-words.ts";

/** The quarter's recap, in its one layout. `more` stands under it. */
export function renderRecap(recap: Recap, ...more: readonly MessageBlock[]): Rendering<Message> {
  const chart = realisedChart(recap.realised);
  const whole = fitMessage((most) => message(...head(recap), ...parts(recap, most, chart), ...more));
  if (!chart) return { message: whole };
  return {
    message: whole,
    withoutChart: { ...whole, blocks: whole.blocks.filter((block) => block !== chart) },
  };
}

/** All of it, with nothing left out for want of room. */
export const wholeRecap = (recap: Recap): Message =>
  message(...head(recap), ...parts(recap, Number.POSITIVE_INFINITY, undefined));

const head = (recap: Recap): MessageBlock[] => [
  paragraph(
    [bold(recapTitle(recap)), ` (${recapDays(recap)})`],
    isSetUpIn(recap) && [`We began on ${dayWords(recap.days.from, recap.today)}.`],
    isEmpty(recap) && [
      `Nothing was placed, settled or learned in it${recap.isOver ? "" : " yet"}. A quarter with a bet in it gets a recap in the channel, with the first digest after it.`,
    ],
  ),
];

function parts(recap: Recap, most: number, chart: MessageBlock | undefined): MessageBlock[] {
  if (isEmpty(recap)) return [];
  const { settled, keyResults, nextSteps, today } = recap;
  const learnings = [...payoffLines(recap), ...recap.learnings.map(learningLine)];
  const part = (title: string, always: readonly Span[][], listed: readonly Span[][] = [], all = "") => [
    paragraph([bold(title)]),
    bullets([...always, ...shortened(listed, most, all)]),
  ];
  return [
    ...part("What we bet", betLines(recap), settled.map(cameInLine), "/bet list settled"),
    ...part("Where we stand", rateLines(recap)),
    ...(chart ? [chart] : []),
    ...part("Decision and outcome", squareLines(recap)),
    ...part("How well we foresaw", forecastAccuracyLines(recap)),
    ...part("What we saw coming", preMortemLines(recap), preMortemTexts(recap), "in the retros"),
    ...part(
      "What we learned",
      orElse(citedLines(recap), learnings, "No learning was added."),
      learnings,
      "/outcomes learnings",
    ),
    ...part("Who decides", mandateLines(recap)),
    ...part(
      "Key results",
      orElse([], keyResults, "No goal of ours was set for it."),
      keyResults.map((one) => keyResultLine(one, one.isOver)),
      "/outcomes goals",
    ),
    ...part("How we are", moraleLines(recap)),
    ...part(
      "Next steps",
      orElse([], nextSteps, "None is open."),
      nextSteps.map((step) => stepLine(step, today)),
      "/outcomes steps",
    ),
  ];
}

const orElse = (always: readonly Span[][], listed: readonly unknown[], none: string): readonly Span[][] =>
  always.length + listed.length === 0 ? [[none]] : always;
