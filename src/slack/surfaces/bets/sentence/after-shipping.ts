import { REVIEW_AFTER_SHIPPING } from "#domain/bets/shipping.ts";
import type { Span } from "./date.ts";

const NUMBERS: Readonly<Record<string, number>> = { two: 2, four: 4, six: 6, eight: 8, ten: 10, twelve: 12 };
const DAYS_IN_WEEK = 7;
const COUNT = String.raw`(?:(?<count>\d{1,3}|${Object.keys(NUMBERS).join("|")})\s+(?<unit>weeks|days)|(?:a|one)\s+(?<fortnight>fortnight))`;
const SHIPPING = String.raw`(?:it(?:['’]s|\s+is)?\s+(?:ships?|shipped|out|live|launched|released|launches)|we\s+ship(?:\s+it)?|shipping|launch|release)`;
const PHRASE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:to\s+be\s+)?review(?:ed)?\s+)?${COUNT}\s+(?:after|from|past)\s+(?:the\s+)?${SHIPPING}(?![\p{L}\p{N}])`,
  "giu",
);

/**
 * Finds "six weeks after it ships". Undefined unless it is said once and is a period that the form offers; then the words
 * stay where they are.
 */
export function findAfterShipping(sentence: string): (Span & { readonly days: number }) | undefined {
  const [found, ...others] = sentence.matchAll(PHRASE);
  if (!found || others.length > 0) return undefined;
  const { count = "2", unit = "weeks" } = found.groups ?? {};
  const days = (NUMBERS[count.toLowerCase()] ?? Number(count)) * (/^weeks$/iu.test(unit) ? DAYS_IN_WEEK : 1);
  if (!REVIEW_AFTER_SHIPPING.some((offered) => offered === days)) return undefined;
  return { start: found.index, end: found.index + found[0].length, days };
}
