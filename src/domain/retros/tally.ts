import { type DecisionResult, THEMES, type ThemeVotes } from "./retro.ts";
import { isHitOrPartWay, isComputed, type Verdict } from "#domain/verdicts/verdict.ts";

/** An emoji under a message, and those who put it there. */
export type Reaction = { readonly name: string; readonly users: readonly string[] };

const SKIN_TONE = /::skin-tone-\d$/;

/**
 * How many people voted with an emoji. A person counts once, whatever the skin tones; nobody counts who may not vote.
 * Whom Slack counts without saying who it was is left out: it could be the bot, or a guest.
 */
export function votesFor(emoji: string, reactions: readonly Reaction[], voters: ReadonlySet<string>): number {
  const named = reactions.filter(({ name }) => name.replace(SKIN_TONE, "") === emoji);
  return new Set(named.flatMap(({ users }) => users).filter((user) => voters.has(user))).size;
}

/** The themes that got votes, those with the most in front. */
export const tallyThemes = (reactions: readonly Reaction[], voters: ReadonlySet<string>): ThemeVotes[] =>
  byVotes(
    THEMES.map(({ theme, emoji }) => ({ theme, votes: votesFor(emoji, reactions, voters) })).filter(
      ({ votes }) => votes > 0,
    ),
  );

/** Those with the most votes in front; among equals the order stays. */
export const byVotes = <Voted extends { readonly votes: number }>(voted: readonly Voted[]): Voted[] =>
  voted.toSorted((a, b) => b.votes - a.votes);

/** What may be shown of the anonymous answers: nothing under the threshold, no number when all said the same. */
export function tallyDecision(
  { again, notAgain }: { readonly again: number; readonly notAgain: number },
  threshold: number,
): DecisionResult {
  const answered = again + notAgain;
  if (answered === 0) return { kind: "none" };
  if (answered < threshold) return { kind: "too-few" };
  if (notAgain === 0) return { kind: "agreed", answer: "again" };
  if (again === 0) return { kind: "agreed", answer: "not-again" };
  return { kind: "split", again, notAgain };
}

/** A place in the square of decision and outcome: a good bet can be lost, and a poor one won. */
export type SquarePlace = { readonly wouldAgain: boolean; readonly cameIn: boolean };

/** Where a bet stands in the square; nowhere while the answers are hidden or even, or no reading decided. */
export function squarePlace(decision: DecisionResult, verdict: Verdict): SquarePlace | undefined {
  if (!isComputed(verdict)) return undefined;
  const cameIn = isHitOrPartWay(verdict);
  if (decision.kind === "agreed") return { wouldAgain: decision.answer === "again", cameIn };
  if (decision.kind !== "split" || decision.again === decision.notAgain) return undefined;
  return { wouldAgain: decision.again > decision.notAgain, cameIn };
}
