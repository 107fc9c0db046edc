/** Maximum lengths of what people write, in characters: well below what a message can hold. */
export const LIMITS = {
  title: 150,
  belief: 1_000,
  metric: 80,
  unit: 20,
  note: 300,
  reason: 500,
  sentence: 500,
  name: 80,
} as const;

/** Slack refuses to update a message with a longer text. */
const MAX_MESSAGE_TEXT = 4_000;

/** The same with a capital first. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Escapes Slack's three control characters in mrkdwn, which prevents mentions, links and channel pings. */
export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Undoes Slack's escaping of incoming text: `&lt;` becomes the `<` that was typed. */
export const unescape = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const REFERENCE = /<((?:[@#!]|[a-z][a-z+.-]*:)[^<>|]+)(?:\|([^<>]*))?>/g;

/**
 * A message as it was typed, except that people it mentions become "somebody": the ledger takes no ids or names of
 * people. Slack wraps links, mentions and dates in angle brackets, and escapes the rest.
 */
export const mrkdwnToPlainText = (mrkdwn: string): string =>
  unescape(
    mrkdwn.replaceAll(REFERENCE, (match, target: string, label = "") => {
      if (target.startsWith("@")) return "somebody";
      if (target.startsWith("#")) return label === "" ? match : `#${label}`;
      if (target.startsWith("!")) return label || `@${target.slice(1)}`;
      const url = target.replace(/^(?:mailto|tel):/, "");
      const shown = target.replace(/^(?:https?:\/\/|mailto:|tel:)/, "");
      return label === "" || label === url || label === shown ? label || url : `${label} (${url})`;
    }),
  );

/** Shortens to `length` with an ellipsis. Cuts by code point, so that no surrogate pair is split. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  let cut = "";
  for (const character of text) {
    if (cut.length + character.length > length - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** A message's top-level text, for screen readers and notifications: escaped, and cut to Slack's limit. */
export function messageText(plain: string): string {
  let length = MAX_MESSAGE_TEXT;
  while (escape(clip(plain, length)).length > MAX_MESSAGE_TEXT) length = Math.floor(length * 0.9);
  return escape(clip(plain, length));
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** Isolates right-to-left text that somebody wrote, so that it doesn't reorder the rest of the line. */
export const isolateRightToLeft = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
