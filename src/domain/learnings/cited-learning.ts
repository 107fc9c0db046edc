import type { FinalBet } from "#domain/bets/bet.ts";
import { isHitOrPartWay } from "#domain/verdicts/verdict.ts";
import type { Learning } from "./learning.ts";

/** A bet came in that builds on a learning; `again` when an earlier one that builds on it did. */
export type LearningPayoff = { readonly learning: Learning; readonly bet: number; readonly again: boolean };

/** Of the bets that became final lately, among all that are settled by then. */
export function learningPayoffs(
  lately: readonly FinalBet[],
  settled: readonly FinalBet[],
  learnings: readonly Learning[],
): LearningPayoff[] {
  const came = ({ state }: FinalBet) => isHitOrPartWay(state.outcome.verdict);
  const isBefore = (one: FinalBet, other: FinalBet) =>
    Temporal.Instant.compare(one.state.settledAt, other.state.settledAt) < 0;
  return lately.filter(came).flatMap((bet) => {
    const learning = learnings.find(({ id }) => id === bet.cites);
    const again = settled.some((one) => came(one) && one.cites === bet.cites && isBefore(one, bet));
    return learning ? [{ learning, bet: bet.number, again }] : [];
  });
}
