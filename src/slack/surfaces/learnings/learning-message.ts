import { bold, type Message, message, paragraph } from "#slack/kit/blocks.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** In the thread: a learning of the team. */
export const learningMessage = ({ text }: Learning): Message =>
  message(paragraph([bold("We learned: "), isolateRightToLeft(text)]));
