import { bullets, message, type Span } from "./blocks.ts";

/** What is left of a message's text for lines, beside its heading and what comes after them. */
const ROOM = 3_200;

/** A list shows no more lines than these. */
export const MOST_LINES = 25;

/**
 * As many of the items as a message holds, and how many are left out; the first one stands in any case. `total`: how many
 * there are, where `items` are only the first of them.
 */
export function firstLines<Item>(
  items: readonly Item[],
  line: (item: Item) => Span[],
  {
    most = MOST_LINES,
    space = ROOM,
    total = items.length,
  }: { most?: number; space?: number | undefined; total?: number } = {},
): { readonly shown: readonly { item: Item; line: Span[] }[]; readonly more: number } {
  const shown: { item: Item; line: Span[] }[] = [];
  let room = space;
  for (const item of items.slice(0, most)) {
    const rendered = line(item);
    room -= message(bullets([rendered])).text.length + 1;
    if (room < 0 && shown.length > 0) break;
    shown.push({ item, line: rendered });
  }
  return { shown, more: total - shown.length };
}
