import { bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { votesWords } from "#slack/surfaces/retros/retro-words.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { LearningFacts, LearningPage } from "#usecases/learnings/list-learnings.ts";

const MAX_QUOTE_LENGTH = 100;

/** `/outcomes learnings`, one line each. `words` are the search words, or empty. */
export function learningList({ learnings, total }: LearningPage, words: string): Message {
  const quoted = words === "" ? undefined : `“${isolateRightToLeft(clip(words, MAX_QUOTE_LENGTH))}”`;
  if (total === 0) return message(paragraph([quoted ? notFound(quoted) : NONE_YET]));
  const { shown, more } = firstLines(learnings, learningLine, { total });
  return message(
    paragraph([bold(`What we learned${quoted ? `, with ${quoted}` : ""}, the newest first`)]),
    bullets(shown.map(({ line }) => line)),
    more > 0 && paragraph([`and ${more} more. /outcomes learnings with a word or two finds the others.`]),
  );
}

const NONE_YET =
  "We have written down no learning yet. When a verdict is final, a retro opens in the bet's thread and takes our learnings. “Save as a learning” in the menu of a message in a bet's thread keeps one at any time.";

const notFound = (quoted: string): string =>
  `No learning of ours has ${quoted} in it. Try fewer words, or a part of one. /outcomes learnings shows all of them.`;

const learningLine = ({ learning, bet }: LearningFacts): Span[] => [
  `“${isolateRightToLeft(learning.text)}”${learning.votes === 0 ? "" : ` · ${votesWords(learning.votes)}`} · from `,
  bold(`#${bet.number} ${isolateRightToLeft(bet.title)}`),
];
