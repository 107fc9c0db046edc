import { type DecisionResult, THEMES, type ThemeVotes } from "./retro.ts";
import { isHitOrPartWay, isComputed, type Verdict } from "#domain/verdicts/verdict.ts";

/** An emoji under a message, and who reacted with it. */
export type Reaction = { readonly name: string; readonly users: readonly string[] };

const SKIN_TONE = /::skin-tone-\d$/;

/**
 * How many people voted with an emoji. Each voter counts once, whatever the skin tones, and nobody else counts.
 * Reactions that Slack counts without naming the user are left out: they could be the bot's or a guest's.
 */
export function votesFor(emoji: string, reactions: readonly Reaction[], voters: ReadonlySet<string>): number {
  const matching = reactions.filter(({ name }) => name.replace(SKIN_TONE, "") === emoji);
  return new Set(matching.flatMap(({ users }) => users).filter((user) => voters.has(user))).size;
}

/** The themes with votes, the most first. */
export const tallyThemes = (reactions: readonly Reaction[], voters: ReadonlySet<string>): ThemeVotes[] =>
  byVotes(
    THEMES.map(({ theme, emoji }) => ({ theme, votes: votesFor(emoji, reactions, voters) })).filter(
      ({ votes }) => votes > 0,
    ),
  );

/** Most votes first; ties keep their order. */
export const byVotes = <Voted extends { readonly votes: number }>(voted: readonly Voted[]): Voted[] =>
  voted.toSorted((a, b) => b.votes - a.votes);

/** What may be shown of the anonymous answers: nothing below the threshold, no number if all agree. */
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

/** A place in the square of decision and outcome: a good bet can lose, and a poor one can win. */
export type SquarePlace = { readonly wouldAgain: boolean; readonly cameIn: boolean };

/** A bet's place in the square. Undefined if the answers are hidden or evenly split, or no verdict was computed. */
export function squarePlace(decision: DecisionResult, verdict: Verdict): SquarePlace | undefined {
  if (!isComputed(verdict)) return undefined;
  const cameIn = isHitOrPartWay(verdict);
  if (decision.kind === "agreed") return { wouldAgain: decision.answer === "again", cameIn };
  if (decision.kind !== "split" || decision.again === decision.notAgain) return undefined;
  return { wouldAgain: decision.again > decision.notAgain, cameIn };
}
