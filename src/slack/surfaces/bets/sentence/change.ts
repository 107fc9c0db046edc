import { readNumber } from "#slack/kit/numbers.ts";
import type { Span } from "./date.ts";

export type Change = Span & { readonly baseline?: number; readonly target?: number; readonly unit?: string };

type Token = Span & { readonly text: string };
/** `next` is the index of the first token after the quantity. */
type Quantity = Span & { readonly value: number; readonly unit?: string; readonly next: number };

const ARROW = /^(?:→|[-=]>)$/u;
const TO = /^(?:to|towards)$/i;
const MONTH =
  "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december";
const DATE_WORD =
  `${MONTH}|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|` +
  "today|tonight|tomorrow|next|this|end|due|review|reviewed";
const IS_MONTH = new RegExp(`^(?:${MONTH})\\b`, "iu");
const NO_UNIT_WORD = new RegExp(
  "^(?:for|by|on|in|until|till|before|with|without|and|or|of|at|per|when|if|because|so|while|after|within|since|as|a|an|the|to|towards|from|" +
    `out|up|down|but|than|through|via|over|under|we|it|is|are|that|which|who|using|thanks|${DATE_WORD})$`,
  "iu",
);
const UNIT_WORD = /^\p{L}[\p{L}\p{M}\p{Sc}'’/-]*$/u;
const CLOSING = /[.,;:!?)\]"'”’»]+$/u;

/** Finds `from A to B`, in either order or with an arrow, or one of the two alone. Undefined if it is ambiguous. */
export function findChange(sentence: string): Change | undefined {
  // Spaces separate tokens; an arrow and an opening bracket are always tokens of their own.
  const tokens: Token[] = [...sentence.matchAll(/→|[-=]>|[([]+|(?:(?![-=]>)[^\s→])+/gu)].map(
    ({ 0: text, index }) => ({
      text,
      start: index,
      end: index + text.length,
    }),
  );
  const candidates = tokens.flatMap((_, at) => readPair(sentence, tokens, at) ?? []);
  const pairs = candidates.filter(
    (pair) => !candidates.some((other) => other.start < pair.start && other.end >= pair.end),
  );
  if (pairs.length > 0) return pairs.length === 1 ? pairs[0] : undefined;

  const prepositions = tokens.filter(
    ({ text }, at) => /^(?:from|to|towards)$/i.test(text) && isNumeric(tokens[at + 1]),
  );
  const single = prepositions.length === 1 ? prepositions[0] : undefined;
  if (!single) return undefined;
  const at = tokens.indexOf(single);
  const quantity = readQuantity(sentence, tokens, at + 1);
  if (!quantity || isNumeric(tokens[at - 1]) || ARROW.test(tokens[at - 1]?.text ?? "")) return undefined;
  const { value, unit, end } = quantity;
  const side = TO.test(single.text) ? { target: value } : { baseline: value };
  return { start: single.start, end, ...side, ...(unit === undefined ? {} : { unit }) };
}

const isNumeric = (token: Token | undefined) => token !== undefined && /\d/.test(token.text);

function readPair(sentence: string, tokens: readonly Token[], at: number): Change | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const opening = token.text.toLowerCase();
  const hasPreposition = opening === "from" || TO.test(opening);
  const first = readQuantity(sentence, tokens, hasPreposition ? at + 1 : at);
  if (!first) return undefined;
  const link = tokens[first.next]?.text ?? "";
  const arrow = ARROW.test(link);
  if (TO.test(opening) ? link.toLowerCase() !== "from" : !arrow && !(hasPreposition && TO.test(link)))
    return undefined;
  const second = readQuantity(sentence, tokens, first.next + 1);
  if (!second || ARROW.test(tokens[second.next]?.text ?? "")) return undefined;

  const [before, after] = TO.test(opening) ? [second, first] : [first, second];
  if (before.unit !== undefined && after.unit !== undefined && !isSameUnit(before.unit, after.unit))
    return undefined;
  const unit = longer(before.unit, after.unit);
  return {
    start: token.start,
    end: second.end,
    baseline: before.value,
    target: after.value,
    ...(unit === undefined ? {} : { unit }),
  };
}

/** A number with its unit, over as many tokens as it takes: `1 200 €`, `€ 1200`, `40 paying teams`, `3 million`. */
function readQuantity(sentence: string, tokens: readonly Token[], at: number): Quantity | undefined {
  const first = tokens[at];
  if (!first) return undefined;
  let last = at;
  const follows = (pattern: RegExp) => {
    const following = tokens[last + 1];
    return following !== undefined && !CLOSING.test(tokens[last]?.text ?? "") && pattern.test(following.text);
  };
  if (/^(?:\p{Sc}|[A-Z]{3})$/u.test(first.text) && follows(/^\d/)) last += 1;
  if (!/\d/.test(tokens[last]?.text ?? "")) return undefined;
  while (/\d$/.test(tokens[last]?.text ?? "") && follows(/^\d{3}(?!\d)/)) last += 1;
  if (follows(/^(?:thousand|million)(?!\p{L})/iu)) last += 1;
  if (follows(/^(?:[%‰\p{Sc}](?![\p{L}\d])|°)/u)) last += 1;

  const bare = readTokens(sentence, tokens, first, last);
  if (!bare) return undefined;
  const words = bare.unit === undefined ? unitWords(tokens, last, follows) : 0;
  const quantity = words === 0 ? bare : readTokens(sentence, tokens, first, last + words);
  if (!quantity) return undefined;
  // "3 of 10", "3 or 4", "3 - 4": the number is only half of the quantity.
  const [next, afterNext] = [tokens[quantity.next]?.text ?? "", tokens[quantity.next + 1]];
  const isHalf =
    (/^(?:of|or|and|[-–/x×])$/iu.test(next) && isNumeric(afterNext)) ||
    /^out$/i.test(next) ||
    /^\d/.test(next);
  if (isHalf && !startsDate(next, afterNext)) return undefined;
  // "from 10 to 15 Jan": a day of the month rather than a target.
  return IS_MONTH.test(next) && quantity.unit === undefined && quantity.value <= 31 ? undefined : quantity;
}

const startsDate = (next: string, afterNext: Token | undefined) =>
  /^\d{1,2}(?:st|nd|rd|th)?$/.test(next) && IS_MONTH.test(afterNext?.text ?? "");

function readTokens(
  sentence: string,
  tokens: readonly Token[],
  first: Token,
  last: number,
): Quantity | undefined {
  const text = sentence.slice(first.start, tokens[last]?.end).replace(CLOSING, "");
  const number = readNumber(text);
  if (!number.ok) return undefined;
  return { ...number.value, start: first.start, end: first.start + text.length, next: last + 1 };
}

/** How many of the following words are the unit: at most two and a "per …". Any more are the rest of the sentence. */
function unitWords(tokens: readonly Token[], last: number, follows: (pattern: RegExp) => boolean): number {
  if (!follows(/^\p{L}/u)) return 0;
  let count = 0;
  for (let at = last + 1; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? "";
    const word = text.replace(CLOSING, "");
    const perWord =
      /^per$/i.test(word) && count > 0 && UNIT_WORD.test(tokens[at + 1]?.text.replace(CLOSING, "") ?? "");
    if (perWord) return count + 2;
    if (!UNIT_WORD.test(word) || NO_UNIT_WORD.test(word)) return count;
    count += 1;
    if (count > 2) return 0;
    if (CLOSING.test(text)) return count;
  }
  return count;
}

const isSameUnit = (a: string, b: string) =>
  a.toLowerCase().replace(/s$/, "") === b.toLowerCase().replace(/s$/, "");

// "from 3 seconds to 1 second": the plural is the unit.
const longer = (a: string | undefined, b: string | undefined) =>
  a !== undefined && a.length > (b?.length ?? 0) ? a : b;
