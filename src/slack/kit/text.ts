/** How long a text may be that people write, in characters; well inside what a message can carry. */
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

/** Slack refuses an edited message whose text is longer. */
const MESSAGE_TEXT = 4_000;

/** Slack's three control characters, for texts that Slack reads as mrkdwn: kills mentions, links and channel pings. */
export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What Slack made of the three control characters on the way in: `&lt;` is shown as the `<` that was typed. */
export const unescape = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const REFERENCE = /<((?:[@#!]|[a-z][a-z+.-]*:)[^<>|]+)(?:\|([^<>]*))?>/g;

/**
 * A message as it was typed, but for whom it mentions: the ledger takes no ids and no names of people. Slack wraps links,
 * mentions and dates into angle brackets, and escapes the rest.
 */
export const asTyped = (mrkdwn: string): string =>
  unescape(
    mrkdwn.replaceAll(REFERENCE, (whole, to: string, label = "") => {
      if (to.startsWith("@")) return "somebody";
      if (to.startsWith("#")) return label === "" ? whole : `#${label}`;
      if (to.startsWith("!")) return label || `@${to.slice(1)}`;
      const url = to.replace(/^(?:mailto|tel):/, "");
      const shown = to.replace(/^(?:https?:\/\/|mailto:|tel:)/, "");
      return label === "" || label === url || label === shown ? label || url : `${label} (${url})`;
    }),
  );

/** Cuts by code point, with an ellipsis, so that no emoji is cut in half. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  let cut = "";
  for (const character of text) {
    if (cut.length + character.length > length - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** A message's top-level text: what screen readers and notifications read. Escaped, and never over Slack's limit. */
export function messageText(plain: string): string {
  let length = MESSAGE_TEXT;
  while (escape(clip(plain, length)).length > MESSAGE_TEXT) length = Math.floor(length * 0.9);
  return escape(clip(plain, length));
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** A text that somebody wrote, amid ours: one that reads from right to left must not turn the rest of the line around. */
export const isolateRightToLeft = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
