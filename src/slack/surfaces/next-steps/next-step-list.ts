import { isDoubtful, type NextStep, type NextStepState } from "#domain/next-steps/next-step.ts";
import { actions, bold, button, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { NextStepFacts } from "#usecases/next-steps/list-next-steps.ts";
import { stepDueWords } from "./next-step-words.ts";

/** Each step takes two blocks of the fifty that a message has. */
const MOST = 20;

const LABEL = 75;
const LONGEST_QUOTE = 100;

/** What was done a moment ago, above the list; `undo` is the step that can be put back. */
export type StepNews = { readonly words: string; readonly undo?: NextStep };

/** `/outcomes steps`: the open next steps, each with its buttons. */
export function stepList(
  steps: readonly NextStepFacts[],
  today: Temporal.PlainDate,
  news?: StepNews,
): Message {
  const { shown, more } = firstLines(steps, (facts) => stepLine(facts, today), { most: MOST });
  return message(
    news && paragraph([news.words]),
    news?.undo &&
      actions(
        button("Undo", ACTIONS.undoStep, news.undo.id, {
          accessibility_label: clip(`Open again: ${news.undo.text}`, LABEL),
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
          accessibility_label: clip(`Done: ${step.text}`, LABEL),
        }),
        button(isDoubtful(step) ? "Drop it" : "Drop", ACTIONS.dropStep, step.id, {
          accessibility_label: clip(`Drop: ${step.text}`, LABEL),
        }),
        ...(isDoubtful(step) ? [keepButton(step)] : []),
      ),
    ]),
    more > 0 && paragraph([`and ${more} more, which move up as these are done or dropped.`]),
  );
}

/** Where we ask whether a step is still worth it. */
const keepButton = (step: NextStep) =>
  button("Keep it", ACTIONS.keepStep, step.id, { accessibility_label: clip(`Keep: ${step.text}`, LABEL) });

/** "Interview five people · due Fri 15 Jan · carried over once · from #12 Checklist" */
const stepLine = ({ step, bet }: NextStepFacts, today: Temporal.PlainDate): Span[] => [
  bold(isolateRightToLeft(step.text)),
  ` · ${stepDueWords(step, today, " · ")} · from #${bet.number} ${isolateRightToLeft(bet.title)}`,
];

/** "Kept: “Interview five people”. We ask again when three more digests have carried it over." */
export const keptWords = ({ text }: NextStep): string =>
  `Kept: “${isolateRightToLeft(clip(text, LONGEST_QUOTE))}”. We ask again when three more digests have carried it over.`;

/** "Marked as done: “Interview five people”." */
export const markedWords = ({ state, text }: NextStep): string => {
  const did: Readonly<Record<NextStepState, string>> = {
    open: "Open again",
    done: "Marked as done",
    dropped: "Dropped",
  };
  return `${did[state]}: “${isolateRightToLeft(clip(text, LONGEST_QUOTE))}”.`;
};
