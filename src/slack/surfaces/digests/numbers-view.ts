import type { ModalView } from "@slack/types";
import type { Week } from "#domain/digests/digest.ts";
import { bold, bullets, message, type MessageBlock, paragraph, type Span } from "#slack/kit/blocks.ts";
import { messagePart } from "#slack/kit/fit-message.ts";
import { messageModal } from "#slack/kit/message-modal.ts";
import {
  forecastSentences,
  howForecasts,
  howHitRate,
  standSentences,
} from "#slack/surfaces/statistics/statistics-words.ts";
import {
  keyResultLine,
  learningLine,
  newVerdictLine,
  participationLines,
  payoffLine,
  provisionalLine,
  reviewLine,
  stepLine,
} from "./digest-lines.ts";
import { pulseLines } from "./pulse-lines.ts";

const MAX_LINES = 10;

/** *Numbers*: how the team stands now, with what the digest leaves out because it didn't change. */
export const numbersView = (week: Week): ModalView =>
  messageModal(
    "Numbers",
    message(...standBlocks(week), ...openBlocks(week), ...lastDaysBlocks(week), ...explanation(week)),
  );

function standBlocks(week: Week): MessageBlock[] {
  const { trackRecord, forecastAccuracy } = week;
  const stand = [
    ...(trackRecord.all ? standSentences(week) : ["No bet is settled yet."]),
    ...(forecastAccuracy ? forecastSentences(forecastAccuracy) : []),
  ];
  return messagePart("Where we stand", [
    ...stand.map((words): Span[] => [words]),
    ...participationLines(week),
  ]);
}

const openBlocks = ({
  keyResults,
  upForReview,
  provisional,
  nextSteps,
  today,
  team,
}: Week): MessageBlock[] => [
  ...messagePart(
    "Key results",
    keyResults.map((keyResult) => keyResultLine(keyResult)),
    MAX_LINES,
    "/outcomes goals",
  ),
  ...messagePart(
    "Up for review",
    upForReview.map((bet) => reviewLine(bet, today)),
    MAX_LINES,
    "/bet list open",
  ),
  ...messagePart(
    "Not final yet",
    provisional.map((bet) => provisionalLine(bet, team.timeZone)),
    MAX_LINES,
    "/bet list due",
  ),
  ...messagePart(
    "Next steps",
    nextSteps.map((step) => stepLine(step, today)),
    MAX_LINES,
    "/outcomes steps",
  ),
];

const lastDaysBlocks = ({ newVerdicts, payoffs, learnings, pulse }: Week): MessageBlock[] => [
  ...messagePart(
    "Settled in the last seven days",
    newVerdicts.map(newVerdictLine),
    MAX_LINES,
    "/bet list settled",
  ),
  ...messagePart(
    "Learned in the last seven days",
    [...payoffs.map(payoffLine), ...learnings.map(learningLine)],
    MAX_LINES,
    "/outcomes learnings",
  ),
  ...messagePart("How we are", pulseLines(pulse)),
];

function explanation({ trackRecord: { all }, forecastAccuracy }: Week): MessageBlock[] {
  const lines = [
    ...(all ? [howHitRate(all)] : []),
    ...(forecastAccuracy ? howForecasts(forecastAccuracy) : []),
  ];
  return lines.length > 0
    ? [paragraph([bold("How do we know?")]), bullets(lines.map((words) => [words]))]
    : [];
}
