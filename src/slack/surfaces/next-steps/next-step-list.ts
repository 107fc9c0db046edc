import { needsReview, type NextStep, type NextStepState } from "#domain/next-steps/next-step.ts";
import { actions, bold, button, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { NextStepFacts } from "#usecases/next-steps/list-next-steps.ts";
import { stepDueWords } from "./next-step-words.ts";

/** A step takes two of the 50 blocks that Slack allows in a message. */
const MAX_STEPS = 20;

/** Slack's limit for an accessibility label. */
const MAX_LABEL_LENGTH = 75;
const MAX_QUOTE_LENGTH = 100;

/** What the last click did, shown above the list. With `undo`, a button opens that step again. */
export type StepChange = { readonly text: string; readonly undo?: NextStep };

/** `/outcomes steps`: the open next steps with their buttons. */
export function stepList(
  steps: readonly NextStepFacts[],
  today: Temporal.PlainDate,
  news?: StepChange,
): Message {
  const { shown, more } = firstLines(steps, (facts) => stepLine(facts, today), { most: MAX_STEPS });
  return message(
    news && paragraph([news.text]),
    news?.undo &&
      actions(
        button("Undo", ACTIONS.undoStep, news.undo.id, {
          accessibility_label: clip(`Open again: ${news.undo.text}`, MAX_LABEL_LENGTH),
        }),
      ),
    steps.length === 0
      ? paragraph([
          "No next step is open. The retro of a settled bet takes next steps; the week and this list carry them until they are done or dropped.",
        ])
      : paragraph([bold("Our next steps, the one due first in front")]),
    ...shown.flatMap(({ item: { step }, line }) => [
      paragraph(line),
      actions(
        button("Done", ACTIONS.stepDone, step.id, {
          accessibility_label: clip(`Done: ${step.text}`, MAX_LABEL_LENGTH),
        }),
        button(needsReview(step) ? "Drop it" : "Drop", ACTIONS.dropStep, step.id, {
          accessibility_label: clip(`Drop: ${step.text}`, MAX_LABEL_LENGTH),
        }),
        ...(needsReview(step) ? [keepButton(step)] : []),
      ),
    ]),
    more > 0 && paragraph([`and ${more} more, which move up as these are done or dropped.`]),
  );
}

/** For a step that was carried over so often that the list asks if it is still worth it. */
const keepButton = (step: NextStep) =>
  button("Keep it", ACTIONS.keepStep, step.id, {
    accessibility_label: clip(`Keep: ${step.text}`, MAX_LABEL_LENGTH),
  });

/** "Interview five people · due Fri 15 Jan · carried over once · from #12 Checklist" */
const stepLine = ({ step, bet }: NextStepFacts, today: Temporal.PlainDate): Span[] => [
  bold(isolateRightToLeft(step.text)),
  ` · ${stepDueWords(step, today, " · ")} · from #${bet.number} ${isolateRightToLeft(bet.title)}`,
];

/** "Kept: “Interview five people”. We ask again when three more digests have carried it over." */
export const keptWords = ({ text }: NextStep): string =>
  `Kept: “${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”. We ask again when three more digests have carried it over.`;

/** "Marked as done: “Interview five people”." */
export const markedWords = ({ state, text }: NextStep): string => {
  const verbs: Readonly<Record<NextStepState, string>> = {
    open: "Open again",
    done: "Marked as done",
    dropped: "Dropped",
  };
  return `${verbs[state]}: “${isolateRightToLeft(clip(text, MAX_QUOTE_LENGTH))}”.`;
};
