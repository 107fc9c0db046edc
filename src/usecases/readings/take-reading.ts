import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { checkReading, type Reading, type ReadingRefusal } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import { cardOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

export type TakeReadingRefusal =
  | BetNotFound
  | ReadingRefusal
  | { readonly kind: "already-settled"; readonly number: number };

/** Records a reading of an open bet, updates the card and posts in its thread. Idempotent if an `id` is given. */
export async function takeReading(
  { store, now, newId }: Deps,
  input: { workspace: string; bet: string; reading: Reading; id?: string; person?: string },
): Promise<Result<Bet, TakeReadingRefusal>> {
  const { workspace, reading, id = newId() } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    if (await tx.readings.find(workspace, id)) return ok(bet);
    if (bet.state.kind !== "open") return err({ kind: "already-settled", number: bet.number });
    const at = now();
    const taken = checkReading(reading, at.toZonedDateTimeISO(team.timeZone).toPlainDate());
    if (!taken.ok) return taken;

    await tx.readings.add(workspace, bet.id, id, reading, at);
    await tx.deliveries.markStale(workspace, keys.card(bet.id));
    await tx.deliveries.markStale(workspace, keys.noReading(bet.id));
    await tx.deliveries.enqueue({
      workspace,
      team: bet.team,
      key: keys.reading(id),
      kind: "reading",
      subject: id,
      threadOf: await cardOfBet(tx, bet, at),
      dueAt: at,
    });
    await recordParticipation(tx, team, input.person, "measured", at);
    return ok(bet);
  });
}
