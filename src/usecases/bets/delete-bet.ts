import type { Bet } from "#domain/bets/bet.ts";
import {
  type DeleteRefusal,
  isUndoable,
  type Traces,
  type UndoRefusal,
  useOf,
} from "#domain/bets/correction.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "./find-bet.ts";

type Named = { readonly workspace: string; readonly bet: string };

/** Deletes a bet for good, with all that hangs on it. Its card says so from then on; its number is not used again. */
export const deleteBet = ({ store }: Deps, { workspace, bet: id }: Named): Promise<Deleted> =>
  store.transaction(async (tx) => {
    // Writes to the bet's row, so that no vote and no text slips in.
    await tx.bets.lockOpen(workspace, id);
    const bet = await tx.bets.find(workspace, id);
    if (!bet) return err({ kind: "bet-not-found" });
    const because = useOf(bet, await tracesOf(tx, bet));
    if (because) return err({ kind: "bet-in-use", number: bet.number, because });
    await tx.ballots.close(workspace, keys.confidence(id));
    await tx.ballots.close(workspace, keys.preMortem(id));
    await tx.deliveries.replaceAllOf(workspace, id, { kind: "deleted-bet", subject: String(bet.number) });
    await tx.bets.delete(workspace, id);
    return ok(bet);
  });

type Deleted = Result<Bet, BetNotFound | DeleteRefusal>;

/** Takes a bet back that was just placed. */
export async function undoBet(deps: Deps, named: Named): Promise<Result<Bet, BetNotFound | UndoRefusal>> {
  const bet = await deps.store.bets.find(named.workspace, named.bet);
  if (bet && !isUndoable(bet, deps.now())) return err({ kind: "undo-too-late", number: bet.number });
  return deleteBet(deps, named);
}

/** Whether a bet can be deleted, before somebody is asked to confirm it. */
export async function checkDeletable({ store }: Deps, bet: Bet): Promise<Result<Bet, DeleteRefusal>> {
  const because = useOf(bet, await tracesOf(store, bet));
  return because ? err({ kind: "bet-in-use", number: bet.number, because }) : ok(bet);
}

async function tracesOf(ledger: Ledger, { workspace, id }: Bet): Promise<Traces> {
  return {
    rounds: await ledger.bets.rounds(workspace, id),
    readings: (await ledger.readings.latest(workspace, [id])).size,
    writers: await ledger.sealedTexts.writers(workspace, keys.preMortem(id)),
    learnings: (await ledger.learnings.ofBet(workspace, id)).length,
  };
}
