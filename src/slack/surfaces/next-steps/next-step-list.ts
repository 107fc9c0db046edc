import { needsReview, type NextStep, type NextStepState } from "#domain/next-steps/next-step.ts";
import {
  actions,
  bold,
  button,
  type Message,
  message,
  type MessageBlock,
  paragraph,
  type Span,
} from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { NextStepFacts } from "#usecases/next-steps/list-next-steps.ts";
import { stepDueWords } from "./next-step-words.ts";

/** A step takes two of the 50 blocks that Slack allows in a message, a dropped one too. */
const MAX_STEPS = 15;

const MAX_QUOTE_LENGTH = 100;

/** What the last click did, shown above the list. With `undo`, a button opens that step again. */
export type StepChange = { readonly text: string; readonly undo?: NextStep };

/** The most dropped steps that the list offers to restore, and what they leave of the message's text for the others. */
const MAX_DROPPED = 5;
const SPACE_BESIDE_DROPPED = 2_000;
const MAX_TITLE_LENGTH = 60;

/** `/outcomes steps`: the open next steps with their buttons, and those dropped lately, to restore. */
export function stepList(
  steps: readonly NextStepFacts[],
  today: Temporal.PlainDate,
  news?: StepChange,
  dropped: readonly NextStepFacts[] = [],
): Message {
  const { shown, more } = firstLines(steps, (facts) => stepLine(facts, today), {
    most: MAX_STEPS,
    ...(dropped.length > 0 && { space: SPACE_BESIDE_DROPPED }),
  });
  return message(
    news && paragraph([news.text]),
    news?.undo &&
      actions(
        button("Undo", ACTIONS.undoStep, news.undo.id, {
          accessibility_label: `Open again: ${news.undo.text}`,
        }),
      ),
    steps.length === 0
      ? paragraph([
          "No next step is open. The retro of a settled bet takes next steps, and this list has them until they are done or dropped.",
        ])
      : paragraph([bold("Our next steps, the one due first in front")]),
    ...shown.flatMap(({ item: { step }, line }) => [
      paragraph(line),
      actions(
        button("Done", ACTIONS.stepDone, step.id, {
          accessibility_label: `Done: ${step.text}`,
        }),
        button(needsReview(step) ? "Drop it" : "Drop", ACTIONS.dropStep, step.id, {
          accessibility_label: `Drop: ${step.text}`,
        }),
        ...(needsReview(step) ? [keepButton(step)] : []),
      ),
    ]),
    more > 0 && paragraph([`and ${more} more, which move up as these are done or dropped.`]),
    ...droppedBlocks(dropped.filter(({ step }) => step.id !== news?.undo?.id).slice(0, MAX_DROPPED)),
  );
}

/** Those that the last click dropped have an *Undo* above the list already. */
const droppedBlocks = (dropped: readonly NextStepFacts[]): MessageBlock[] =>
  dropped.length === 0
    ? []
    : [
        paragraph([bold("Dropped in the last four weeks")]),
        ...dropped.flatMap(({ step: { id, text }, bet }) => [
          paragraph([
            `${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))} · from #${bet.number} ${isolateRightToLeft(clip(bet.title, MAX_TITLE_LENGTH))}`,
          ]),
          actions(
            button("Restore", ACTIONS.undoStep, id, {
              accessibility_label: `Restore: ${text}`,
            }),
          ),
        ]),
      ];

/** For a step that was carried over so often that the list asks if it is still worth it. */
const keepButton = (step: NextStep) =>
  button("Keep it", ACTIONS.keepStep, step.id, {
    accessibility_label: `Keep: ${step.text}`,
  });

/** "Interview five people · due Fri 15 Jan · carried over once · from #12 Checklist" */
const stepLine = ({ step, bet }: NextStepFacts, today: Temporal.PlainDate): Span[] => [
  bold(isolateRightToLeft(step.text)),
  ` · ${stepDueWords(step, today, " · ")} · from #${bet.number} ${isolateRightToLeft(bet.title)}`,
];

/** "Kept: “Interview five people”. We ask again in three weeks if it is still open." */
export const keptWords = ({ text }: NextStep): string =>
  `Kept: “${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”. We ask again in three weeks if it is still open.`;

/** "Marked as done: “Interview five people”." */
export const markedWords = ({ state, text }: NextStep): string => {
  const verbs: Readonly<Record<NextStepState, string>> = {
    open: "Open again",
    done: "Marked as done",
    dropped: "Dropped",
  };
  return `${verbs[state]}: “${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”.`;
};
