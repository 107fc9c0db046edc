import {
  bold,
  bullets,
  isComplete,
  type Message,
  type MessageBlock,
  paragraph,
  type Span,
} from "./blocks.ts";

/** How many lines a part may have, tried in turn until the message's text is within Slack's limit. */
const LINES = [10, 7, 5, 3, 2, 1];

/** The longest version whose text fits the limit. If none does, the shortest, whose text is cut. */
export function fitMessage(compose: (maxLines: number) => Message): Message {
  const [longest = 1, ...shorter] = LINES;
  let composed = compose(longest);
  for (const maxLines of shorter) {
    if (isComplete(composed)) break;
    composed = compose(maxLines);
  }
  return composed;
}

/**
 * A part of a message: its title and `maxLines` of its lines. `showAllCommand` shows the rest; `emptyText` stands in if
 * there are no lines.
 */
export function messagePart(
  title: string,
  lines: ReadonlyArray<Span[]>,
  maxLines = lines.length,
  showAllCommand = "",
  emptyText?: string,
): MessageBlock[] {
  if (lines.length === 0) return emptyText ? [paragraph([bold(title)], [emptyText])] : [];
  return [paragraph([bold(title)]), bullets(shortened(lines, maxLines, showAllCommand))];
}

/** The first lines, then a line that says how many are left out. */
function shortened(
  lines: ReadonlyArray<Span[]>,
  maxLines: number,
  showAllCommand: string,
): ReadonlyArray<Span[]> {
  const left = lines.length - maxLines;
  return left > 0 ? [...lines.slice(0, maxLines), [`and ${left} more (${showAllCommand})`]] : lines;
}
