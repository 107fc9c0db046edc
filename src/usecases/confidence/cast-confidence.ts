import type { Bet } from "#domain/bets/bet.ts";
import type { Percent } from "#domain/confidence/confidence.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";

export type ConfidenceRefusal =
  | { readonly kind: "confidence-closed"; readonly number: number }
  | { readonly kind: "confidence-unreadable"; readonly number: number };

/** Casts or changes a person's sealed vote. The first vote freezes the bet's terms. */
export async function castConfidence(
  { store, now }: Deps,
  input: { workspace: string; bet: string; person: string; percent: Percent },
): Promise<Result<Bet, BetNotFound | ConfidenceRefusal>> {
  const { workspace, person, percent } = input;
  return store.transaction(async (tx) => {
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const { id, number } = bet;
    if (bet.confidence?.kind !== "sealed") return err({ kind: "confidence-closed", number });
    const poll = keys.confidence(id);
    if (!(await tx.ballots.isReadable(workspace, poll)))
      return err({ kind: "confidence-unreadable", number });
    // Writes to the bet's row, so that no vote slips in while the poll is being closed.
    const at = now();
    if (!(await tx.bets.freezeTerms(workspace, id, at))) return err({ kind: "confidence-closed", number });
    await tx.ballots.cast(workspace, poll, person, String(percent));
    await tx.deliveries.markStale(workspace, keys.card(id));
    await recordParticipation(tx, team, person, "voted", at);
    return ok(bet);
  });
}
