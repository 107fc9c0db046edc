import { amend, type AmendRefusal } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Terms } from "#domain/bets/terms.ts";
import { cardOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

/** Changes a bet's terms. Once they are frozen, the change is an amendment and is posted in the card's thread. */
export async function amendBet(
  { store, now }: Deps,
  input: { workspace: string; bet: string; terms: Terms; reason: string | undefined },
): Promise<Result<Bet, AmendRefusal | BetNotFound>> {
  const { workspace, terms, reason } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const at = now();
    const hasReadings = (await tx.readings.latest(workspace, [bet.id])).size > 0;
    const amended = amend(bet, { terms, reason }, { hasReadings, timeZone: team.timeZone, now: at });
    if (!amended.ok) return amended;

    const { amendment } = amended.value;
    if (!amendment) {
      if (!(await tx.bets.changeTerms(amended.value.bet))) return err({ kind: "reason-missing" });
    } else {
      const version = await tx.bets.amend(amended.value.bet, amendment, at);
      if (version === undefined) return err({ kind: "already-settled", number: bet.number });
      await tx.deliveries.enqueue({
        workspace,
        team: team.id,
        key: keys.amendment(bet.id, version),
        kind: "amendment",
        subject: `${bet.id}/${version}`,
        threadOf: await cardOfBet(tx, bet, at),
        dueAt: at,
      });
    }
    await tx.deliveries.markStale(workspace, keys.card(bet.id));
    await tx.deliveries.markPromptsStale(workspace, bet.id);
    return ok(amended.value.bet);
  });
}
