import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { DecisionAnswer, DecisionResult, Theme } from "#domain/retros/retro.ts";
import type { SquarePlace } from "#domain/retros/tally.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { counted } from "#slack/kit/numbers.ts";

export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  problem: "Problem not understood",
  solution: "Solution did not fit",
  evidence: "Too little evidence before",
  rollout: "Rollout or timing",
  measurement: "Measurement",
  waiting: "Waited on others",
  priorities: "Priorities changed",
  luck: "Luck, good or bad",
};

export const DECISION_QUESTION = "Knowing only what we knew then, would we place it again?";

export const ANSWER_WORDS: Readonly<Record<DecisionAnswer, string>> = {
  again: "Yes, again",
  "not-again": "No, not again",
};

/** The result of the anonymous question, as far as it may be shown. */
export function decisionWords(decision: DecisionResult): string {
  switch (decision.kind) {
    case "none":
      return "The vote is closed.";
    case "too-few":
      return "Too few of us answered, so the answers stay hidden.";
    case "unreadable":
      return "The answers were sealed with another secret than the server has now, so they cannot be opened.";
    case "agreed":
      return `Strong agreement: ${ANSWER_WORDS[decision.answer].toLowerCase()}.`;
    case "split":
      return `${decision.again} of us would, ${decision.notAgain} would not.`;
  }
}

/** What a quadrant of decision and outcome means. */
export function squareWords({ wouldAgain, cameIn }: SquarePlace): string {
  if (wouldAgain) return cameIn ? "A good bet that came in." : "A good bet, bad luck.";
  return cameIn
    ? "It came in, and we would not count on that twice."
    : "A bet that we would now place differently.";
}

/** "a good bet, bad luck", for use within a line. */
export const squareInShort = (square: SquarePlace): string => {
  const words = squareWords(square);
  return `${words.charAt(0).toLowerCase()}${words.slice(1, -1)}`;
};

export const votesWords = (votes: number): string => counted(votes, "vote");

/** "People skip it (2 votes)"; without votes, the text alone. */
export const withVotes = (text: string, votes: number): string =>
  votes === 0 ? text : `${text} (${votesWords(votes)})`;

/** "due Fri 13 Nov 2026", "done", "dropped" */
export const stepStateWords = ({ state, dueOn }: NextStep): string =>
  state === "open" ? `due ${formatFullDay(dueOn)}` : state;
