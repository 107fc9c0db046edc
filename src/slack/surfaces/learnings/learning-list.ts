import { isOnTop } from "#domain/learnings/learning.ts";
import { actions, bold, bullets, type Message, message, paragraph, type Span } from "#slack/kit/blocks.ts";
import { firstLines } from "#slack/kit/first-lines.ts";
import { counted } from "#slack/kit/numbers.ts";
import { clip, isolateRightToLeft } from "#slack/kit/text.ts";
import type { LearningFacts, LearningPage } from "#usecases/learnings/list-learnings.ts";
import { keepButton, ON_TOP } from "./keep-button.ts";

const MAX_QUOTE_LENGTH = 100;

/** How many learnings have a button: each takes two of the 50 blocks of a message. */
const MAX_BUTTONS = 10;

/** What the news of a tap leaves of the message's text for the lines. */
const SPACE_BESIDE_NEWS = 2_300;

/** `/outcomes learnings`, one line each. `words` are the search words, or empty; `news` says what a tap did. */
export function learningList({ learnings, total }: LearningPage, words: string, news?: string): Message {
  const quoted = words === "" ? undefined : `“${isolateRightToLeft(clip(words, MAX_QUOTE_LENGTH))}”`;
  if (total === 0) return message(paragraph([quoted ? notFound(quoted) : NONE_YET]));
  const { shown, more } = firstLines(learnings, learningLine, {
    total,
    ...(news !== undefined && { space: SPACE_BESIDE_NEWS }),
  });
  const order = learnings.some(({ learning }) => isOnTop(learning))
    ? "those on top, then the newest"
    : "the newest first";
  const others = shown.slice(MAX_BUTTONS);
  return message(
    news !== undefined && paragraph([news]),
    paragraph([bold(`What we learned${quoted ? `, with ${quoted}` : ""}, ${order}`)]),
    ...shown
      .slice(0, MAX_BUTTONS)
      .flatMap(({ item, line }) => [
        bullets([line]),
        actions(keepButton(item.learning, { kind: "list", words })),
      ]),
    others.length > 0 && bullets(others.map(({ line }) => line)),
    more > 0 && paragraph([`and ${more} more. /outcomes learnings with a word or two finds the others.`]),
  );
}

const NONE_YET =
  "We have written down no learning yet. When a verdict is final, a retro opens in the bet's thread and takes our learnings. “Save as a learning” in the menu of a message in a bet's thread keeps one at any time.";

const notFound = (quoted: string): string =>
  `No learning of ours has ${quoted} in it. Try fewer words, or a part of one. /outcomes learnings shows all of them.`;

const learningLine = ({ learning, bet }: LearningFacts): Span[] => [
  `“${isolateRightToLeft(learning.text)}” · `,
  ...(learning.votes === 0 ? [] : [`${counted(learning.votes, "vote")} · `]),
  ...(isOnTop(learning) ? [`${ON_TOP} · `] : []),
  "from ",
  bold(`#${bet.number} ${isolateRightToLeft(bet.title)}`),
];
