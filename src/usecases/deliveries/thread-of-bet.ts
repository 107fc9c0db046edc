import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";

/**
 * Key of a bet's card, in whose thread its story goes on. An imported bet has none yet: its card is posted before the
 * first thing that is said about it, at `dueAt`.
 */
export async function cardOfBet(
  tx: Ledger,
  { workspace, team, id }: Pick<Bet, "workspace" | "team" | "id">,
  dueAt: Temporal.Instant,
): Promise<string> {
  const key = keys.card(id);
  await tx.deliveries.enqueue({ workspace, team, key, kind: "card", subject: id, dueAt });
  return key;
}

/** Key of the message in whose thread a bet's story goes on: its card, or the verdict if the card can't be posted. */
export async function threadOfBet(
  tx: Ledger,
  bet: Pick<Bet, "workspace" | "team" | "id" | "state">,
  dueAt: Temporal.Instant,
): Promise<string> {
  const { workspace, id, state } = bet;
  const card = await tx.deliveries.find(workspace, keys.card(id));
  const hasCard = card !== undefined && card.state.kind !== "refused";
  if (hasCard) return keys.card(id);
  if (state.kind === "open") return cardOfBet(tx, bet, dueAt);
  const verdict = keys.verdict(id, state.round);
  const hasVerdict = (await tx.deliveries.find(workspace, verdict)) !== undefined;
  return card || hasVerdict ? verdict : cardOfBet(tx, bet, dueAt);
}

/** The same for what belongs to its retro: one that was opened before retros moved to the bet's thread has its own. */
export async function threadOfRetro(
  tx: Ledger,
  bet: Pick<Bet, "workspace" | "team" | "id" | "state">,
  { retro, dueAt }: { readonly retro: string; readonly dueAt: Temporal.Instant },
): Promise<string> {
  return (await hasOwnThread(tx, bet.workspace, retro)) ? keys.retro(retro) : threadOfBet(tx, bet, dueAt);
}

export const hasOwnThread = async (tx: Ledger, workspace: string, retro: string): Promise<boolean> =>
  (await tx.deliveries.find(workspace, keys.retro(retro))) !== undefined;
