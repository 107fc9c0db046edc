/** "It is the review date and this bet failed. Why?": the state of the team's answers, sealed until the retro. */
export type PreMortem =
  /** The retro has opened, and the answers are not unsealed yet. */
  | "sealed"
  /** Enough people wrote: all answers are shown, shuffled, and voted on. */
  | "shown"
  /** Too few people wrote: nothing is shown, and the answers wait in the quarter's pool. */
  | "too-few"
  /** Too few people wrote, but the quarter's pool is now large enough: all of it is shown, shuffled. */
  | "pooled"
  /** The server's secret has changed since the answers were sealed. */
  | "unreadable"
  /** Slack could not say for a week who may write: the answers were destroyed unread. */
  | "unread";

/** Why somebody thought the bet would fail. Its place is random; votes say that it came true. */
export type Reason = { readonly place: number; readonly text: string; readonly votes: number };

/** Each reason is voted for with its number's emoji. There are nine, so a message holds up to nine reasons. */
const NUMBER_EMOJIS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"] as const;

export type NumberedReason = Reason & { readonly emoji: string };

/** The reasons split into messages, in order, each with its emoji. */
export function reasonPages(reasons: readonly Reason[]): NumberedReason[][] {
  const pages: NumberedReason[][] = [];
  for (const [index, reason] of reasons.entries()) {
    const emoji = NUMBER_EMOJIS[index % NUMBER_EMOJIS.length] ?? "";
    if (index % NUMBER_EMOJIS.length === 0) pages.push([]);
    pages.at(-1)?.push({ ...reason, emoji });
  }
  return pages;
}
