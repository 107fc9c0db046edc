import { type Bet, finalise, type VerdictRefusal } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Ledger } from "#store/store.ts";
import { openRetro } from "#usecases/retros/open-retro.ts";

/** Makes a provisional verdict final, destroys the trace of who settled, and opens the retro. */
export async function finaliseVerdict(
  tx: Ledger,
  bet: Bet,
  now: Temporal.Instant,
): Promise<Result<Bet, VerdictRefusal>> {
  const final = finalise(bet, now);
  if (!final.ok || final.value.state.kind !== "final") return final;
  if (!(await tx.bets.save(final.value, "provisional")))
    return err({ kind: "verdict-not-open", number: bet.number });

  const verdict = keys.verdict(bet.id, final.value.state.round);
  await tx.ballots.close(bet.workspace, verdict);
  await tx.deliveries.markStale(bet.workspace, verdict);
  await tx.deliveries.markStale(bet.workspace, keys.card(bet.id));
  await openRetro(tx, final.value, now);
  return ok(final.value);
}
