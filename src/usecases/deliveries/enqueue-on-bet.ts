import type { Bet } from "#domain/bets/bet.ts";
import { type Delivery, keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";
import { markOutcomeStale } from "#usecases/retros/participants.ts";
import { threadOfBet, threadOfRetro } from "./thread-of-bet.ts";

/** Enqueues a reply in a bet's thread, and updates what shows the learnings and next steps of its retro. */
export async function enqueueOnBet(
  tx: Ledger,
  bet: Bet,
  delivery: Pick<Delivery, "key" | "kind" | "subject" | "dueAt">,
): Promise<void> {
  const { workspace, team, id } = bet;
  const retro = await tx.retros.ofBet(workspace, id);
  const { dueAt } = delivery;
  const threadOf = retro
    ? await threadOfRetro(tx, bet, { retro: retro.id, dueAt })
    : await threadOfBet(tx, bet, dueAt);
  await tx.deliveries.enqueue({ ...delivery, workspace, team, threadOf });
  if (!retro) return;
  await tx.deliveries.markStale(workspace, keys.retroSummary(retro.id));
  if (retro.state.kind === "closed") await markOutcomeStale(tx, bet);
}
