import type { Bet } from "#domain/bets/bet.ts";
import { type Delivery, keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";

/**
 * Enqueues a message about a bet in its retro's thread, or in its card's thread while it has no retro. Marks a posted
 * retro summary stale.
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
