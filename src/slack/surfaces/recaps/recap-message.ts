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
import {
  newVerdictLine,
  keyResultLine,
  learningLine,
  stepLine,
} from "#slack/surfaces/digests/digest-lines.ts";
import type { Rendering } from "#slack/platform/deliveries/rendering.ts";
import { fitMessage, shortened } from "#slack/kit/fit-message.ts";
import { formatDay } from "#slack/kit/dates.ts";
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
import { wasSetUpDuringQuarter, recapDays, recapTitle } from "./recap-words.ts";

/** The recap's message. `more` goes below it. */
export function renderRecap(recap: Recap, ...more: readonly MessageBlock[]): Rendering<Message> {
  const chart = realisedChart(recap.realised);
  const rendered = fitMessage((maxLines) =>
    message(...heading(recap), ...sections(recap, maxLines, chart), ...more),
  );
  if (!chart) return { message: rendered };
  return {
    message: rendered,
    withoutChart: { ...rendered, blocks: rendered.blocks.filter((block) => block !== chart) },
  };
}

/** The recap with every list in full, and without the chart. */
export const fullRecapMessage = (recap: Recap): Message =>
  message(...heading(recap), ...sections(recap, Number.POSITIVE_INFINITY, undefined));

const heading = (recap: Recap): MessageBlock[] => [
  paragraph(
    [bold(recapTitle(recap)), ` (${recapDays(recap)})`],
    wasSetUpDuringQuarter(recap) && [`We began on ${formatDay(recap.days.from, recap.today)}.`],
    isEmpty(recap) && [
      `Nothing was placed, settled or learned in it${recap.isOver ? "" : " yet"}. A quarter with a bet in it gets a recap in the channel, with the first digest after it.`,
    ],
  ),
];

function sections(recap: Recap, maxLines: number, chart: MessageBlock | undefined): MessageBlock[] {
  if (isEmpty(recap)) return [];
  const { settled, keyResults, nextSteps, today } = recap;
  const learnings = [...payoffLines(recap), ...recap.learnings.map(learningLine)];
  const section = (
    title: string,
    always: readonly Span[][],
    listed: readonly Span[][] = [],
    showAllCommand = "",
  ) => [paragraph([bold(title)]), bullets([...always, ...shortened(listed, maxLines, showAllCommand)])];
  return [
    ...section("What we bet", betLines(recap), settled.map(newVerdictLine), "/bet list settled"),
    ...section("Where we stand", rateLines(recap)),
    ...(chart ? [chart] : []),
    ...section("Decision and outcome", squareLines(recap)),
    ...section("How well we foresaw", forecastAccuracyLines(recap)),
    ...section("What we saw coming", preMortemLines(recap), preMortemTexts(recap), "in the retros"),
    ...section(
      "What we learned",
      orElse(citedLines(recap), learnings, "No learning was added."),
      learnings,
      "/outcomes learnings",
    ),
    ...section("Who decides", mandateLines(recap)),
    ...section(
      "Key results",
      orElse([], keyResults, "No goal of ours was set for it."),
      keyResults.map((keyResult) => keyResultLine(keyResult, keyResult.isOver)),
      "/outcomes goals",
    ),
    ...section("How we are", moraleLines(recap)),
    ...section(
      "Next steps",
      orElse([], nextSteps, "None is open."),
      nextSteps.map((step) => stepLine(step, today)),
      "/outcomes steps",
    ),
  ];
}

const orElse = (always: readonly Span[][], listed: readonly unknown[], fallback: string): readonly Span[][] =>
  always.length + listed.length === 0 ? [[fallback]] : always;
