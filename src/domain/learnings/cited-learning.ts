import type { FinalBet } from "#domain/bets/bet.ts";
import { isHitOrPartWay } from "#domain/verdicts/verdict.ts";
import type { Learning } from "./learning.ts";

/** A bet that cites a learning came in; `again` if an earlier bet that cites it did too. */
export type LearningPayoff = { readonly learning: Learning; readonly bet: number; readonly again: boolean };

/** The payoffs of the newly final bets, given all bets settled by then. */
export function learningPayoffs(
  newlyFinal: readonly FinalBet[],
  settled: readonly FinalBet[],
  learnings: readonly Learning[],
): LearningPayoff[] {
  const cameIn = ({ state }: FinalBet) => isHitOrPartWay(state.outcome.verdict);
  const isBefore = (a: FinalBet, b: FinalBet) =>
    Temporal.Instant.compare(a.state.settledAt, b.state.settledAt) < 0;
  return newlyFinal.filter(cameIn).flatMap((bet) => {
    const learning = learnings.find(({ id }) => id === bet.cites);
    const again = settled.some((other) => cameIn(other) && other.cites === bet.cites && isBefore(other, bet));
    return learning ? [{ learning, bet: bet.number, again }] : [];
  });
}
