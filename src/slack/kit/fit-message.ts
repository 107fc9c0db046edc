import {
  bold,
  bullets,
  isComplete,
  type Message,
  type MessageBlock,
  paragraph,
  type Span,
} from "./blocks.ts";

/** How many lines a part may have: as many as leave the whole within Slack's limit for a text. */
const LINES = [10, 7, 5, 3, 2, 1];

/** The longest that says all it has to say within the limit; the shortest is cut where even that is too long. */
export function fitMessage(compose: (most: number) => Message): Message {
  const [longest = 1, ...shorter] = LINES;
  let composed = compose(longest);
  for (const most of shorter) {
    if (isComplete(composed)) break;
    composed = compose(most);
  }
  return composed;
}

/** A part of a message: its title and its lines, shortened to so many lines; `all` is the command that shows the rest. */
export function messagePart(
  title: string,
  lines: ReadonlyArray<Span[]>,
  most = lines.length,
  all = "",
  otherwise?: string,
): MessageBlock[] {
  if (lines.length === 0) return otherwise ? [paragraph([bold(title)], [otherwise])] : [];
  return [paragraph([bold(title)]), bullets(shortened(lines, most, all))];
}

/** The first lines, and how many are left out. */
export function shortened(lines: ReadonlyArray<Span[]>, most: number, all: string): ReadonlyArray<Span[]> {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), [`and ${left} more (${all})`]] : lines;
}
