import type { Token, TokenScope } from "#domain/tokens/token.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { capital, isolateRightToLeft } from "#slack/kit/text.ts";

/** What a scope lets a program do: for a list, as a choice, and in a sentence. */
export const SCOPE_WORDS: Readonly<Record<TokenScope, { label: string; sentence: string }>> = {
  read: { label: "Read", sentence: "Look up bets, readings, goals, learnings and the quarter's figures." },
  readings: {
    label: "Add readings",
    sentence: "Enter readings of our bets, and look up only which bets are open.",
  },
  write: {
    label: "Write",
    sentence: "Place bets, ship and stop them, record values. Includes the other two.",
  },
};

export const scopeWords = ({ kind, scopes }: Pick<Token, "kind" | "scopes">): string =>
  kind === "calendar"
    ? "Review dates for a calendar"
    : capital(scopes.map((scope) => SCOPE_WORDS[scope].label.toLowerCase()).join(", "));

/** A token in a list, in two lines. Says on which days it was made and last used, never by whom. */
export function tokenLines(token: Token): string {
  const used = token.lastUsedOn ? `last used on ${formatFullDay(token.lastUsedOn)}` : "not used yet";
  return `${isolateRightToLeft(token.name)}\n${scopeWords(token)} · made on ${formatFullDay(token.createdOn)} · ${used}`;
}
