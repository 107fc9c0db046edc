/** "It is the review date and this bet failed. Why?": what became of the team's answers, which are sealed until the retro. */
export type PreMortem =
  /** The retro is open, and they are still to be unsealed. */
  | "sealed"
  /** Enough of us wrote: all are shown, mixed, and voted on. */
  | "shown"
  /** Too few of us wrote, and nothing shows: they wait in the quarter's pool. */
  | "too-few"
  /** Too few of us wrote, but the quarter's pool is large enough by now: all of it is shown, mixed. */
  | "pooled"
  /** The server's secret is another than the one that they were sealed with. */
  | "unreadable"
  /** Slack did not say for a week who may write: destroyed, unread. */
  | "unread";

/** What somebody thought that a bet would fail for. Its place is by chance; the votes say that it came true. */
export type Reason = { readonly place: number; readonly text: string; readonly votes: number };

/** A reason is voted for by the emoji of its number. There are nine numbers, and so many reasons in a message. */
const NUMBER_EMOJIS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"] as const;

export type Numbered = Reason & { readonly emoji: string };

/** The reasons of each message, in their places, each with its emoji. */
export function reasonPages(reasons: readonly Reason[]): Numbered[][] {
  const pages: Numbered[][] = [];
  for (const [index, reason] of reasons.entries()) {
    const emoji = NUMBER_EMOJIS[index % NUMBER_EMOJIS.length] ?? "";
    if (index % NUMBER_EMOJIS.length === 0) pages.push([]);
    pages.at(-1)?.push({ ...reason, emoji });
  }
  return pages;
}
