import type { NextStep } from "#domain/next-steps/next-step.ts";
import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import { stepStateWords } from "#slack/surfaces/retros/retro-words.ts";

/** In the thread: a next step of the team, with its date and no assignee. */
export const nextStepMessage = (step: NextStep): Message =>
  message(
    paragraph([bold("Next step for us: "), `${isolateRightToLeft(step.text)} (${stepStateWords(step)})`]),
  );
