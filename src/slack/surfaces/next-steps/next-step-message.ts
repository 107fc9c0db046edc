import type { NextStep } from "#domain/next-steps/next-step.ts";
import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { stepStateWords } from "#slack/surfaces/retros/retro-words.ts";

/** The message in the retro's thread about a next step. It has a due date and no assignee. */
export const nextStepMessage = (step: NextStep): Message =>
  message(
    paragraph([bold("Next step for us: "), `${isolateRightToLeft(step.text)} (${stepStateWords(step)})`]),
  );
