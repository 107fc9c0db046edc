import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** Posted in a thread when the team adds a learning. */
export const learningMessage = ({ text }: Learning): Message =>
  message(paragraph([bold("We learned: "), isolateRightToLeft(text)]));
