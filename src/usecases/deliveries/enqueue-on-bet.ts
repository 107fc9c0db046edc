import type { Bet } from "#domain/bets/bet.ts";
import { type Delivery, keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";

/**
 * Owes a message on a bet: in the thread of its retro, or of its card while it has none. A retro's summary that is out
 * already is drawn again with it.
 */
export async function enqueueOnBet(
  tx: Ledger,
  { workspace, team, id }: Bet,
  delivery: Pick<Delivery, "key" | "kind" | "subject" | "dueAt">,
): Promise<void> {
  const retro = await tx.retros.ofBet(workspace, id);
  const threadOf = retro ? keys.retro(retro.id) : keys.card(id);
  await tx.deliveries.enqueue({ ...delivery, workspace, team, threadOf });
  if (retro) await tx.deliveries.markStale(workspace, keys.retroSummary(retro.id));
}
