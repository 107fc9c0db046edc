import type { FinalBet } from "#domain/bets/bet.ts";
import type { Learning } from "#domain/retros/retro.ts";
import { hasComeIn } from "#domain/verdicts/verdict.ts";

/** A bet came in that builds on a learning; `again` when an earlier one that builds on it did. */
export type PaidOff = { readonly learning: Learning; readonly bet: number; readonly again: boolean };

/** Of the bets that became final lately, among all that are settled by then. */
export function paidOff(
  lately: readonly FinalBet[],
  settled: readonly FinalBet[],
  learnings: readonly Learning[],
): PaidOff[] {
  const came = ({ state }: FinalBet) => hasComeIn(state.outcome.verdict);
  const isBefore = (one: FinalBet, other: FinalBet) =>
    Temporal.Instant.compare(one.state.settledAt, other.state.settledAt) < 0;
  return lately.filter(came).flatMap((bet) => {
    const learning = learnings.find(({ id }) => id === bet.cites);
    const again = settled.some((one) => came(one) && one.cites === bet.cites && isBefore(one, bet));
    return learning ? [{ learning, bet: bet.number, again }] : [];
  });
}
