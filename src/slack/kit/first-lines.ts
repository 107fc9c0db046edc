import { bullets, message, type Span } from "./blocks.ts";

/** Characters of a message's text that are left for lines, besides its heading and what follows them. */
const MAX_LENGTH = 3_200;

/** The most lines that a list shows. */
export const MAX_LINES = 25;

/**
 * As many of the items as fit in a message, at least one, and how many are left out. `total`: how many there are in
 * all, if `items` holds only the first of them.
 */
export function firstLines<Item>(
  items: readonly Item[],
  line: (item: Item) => Span[],
  {
    most = MAX_LINES,
    space = MAX_LENGTH,
    total = items.length,
  }: { most?: number; space?: number | undefined; total?: number } = {},
): { readonly shown: readonly { item: Item; line: Span[] }[]; readonly more: number } {
  const shown: { item: Item; line: Span[] }[] = [];
  let left = space;
  for (const item of items.slice(0, most)) {
    const rendered = line(item);
    left -= message(bullets([rendered])).text.length + 1;
    if (left < 0 && shown.length > 0) break;
    shown.push({ item, line: rendered });
  }
  return { shown, more: total - shown.length };
}
