import { type Bet, settle, type SettleRefusal, type SettleInput } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { checkReading, type ReadingRefusal } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import { cardOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

/**
 * Gives a bet its provisional verdict. Who settled is kept as a keyed hash until the verdict is final or disputed, so
 * that only someone else can confirm it. A program is no person, so anybody may confirm what it said.
 */
export async function settleBet(
  { store, now }: Deps,
  input: { workspace: string; bet: string; settling: SettleInput; person?: string },
): Promise<Result<Bet, SettleRefusal | ReadingRefusal | BetNotFound>> {
  const { workspace, settling } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const at = now();
    if (settling.kind === "reading") {
      const taken = checkReading(settling.reading, at.toZonedDateTimeISO(team.timeZone).toPlainDate());
      if (!taken.ok) return taken;
    }
    const round = (await tx.bets.rounds(workspace, bet.id)) + 1;
    const settled = settle(bet, settling, round, at);
    if (!settled.ok) return settled;
    if (!(await tx.bets.save(settled.value, "open")))
      return err({ kind: "already-settled", number: bet.number });

    // No forecasts once the outcome is known.
    await tx.bets.endVoting(workspace, bet.id, at);
    const key = keys.verdict(bet.id, round);
    await tx.ballots.open(workspace, key);
    if (input.person !== undefined) await tx.ballots.cast(workspace, key, input.person, "settled");
    await tx.deliveries.markStale(workspace, keys.card(bet.id));
    await tx.deliveries.markStale(workspace, keys.noReading(bet.id));
    await tx.deliveries.markPromptsStale(workspace, bet.id);
    const subject = `${bet.id}/${round}`;
    await tx.deliveries.enqueue({
      workspace,
      team: bet.team,
      key,
      kind: "verdict",
      subject,
      threadOf: await cardOfBet(tx, bet, at),
      alsoInChannel: true,
      dueAt: at,
    });
    await recordParticipation(tx, team, input.person, "settled", at);
    return ok(settled.value);
  });
}
