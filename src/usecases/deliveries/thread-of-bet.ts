import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import type { Ledger } from "#store/store.ts";

/** Key of the message in whose thread a bet's story goes on: its card, or the verdict if there is no card. */
export async function threadOfBet(
  tx: Ledger,
  { workspace, id, state }: Pick<Bet, "workspace" | "id" | "state">,
): Promise<string> {
  const card = await tx.deliveries.find(workspace, keys.card(id));
  const hasCard = card !== undefined && card.state.kind !== "refused";
  return hasCard || state.kind === "open" ? keys.card(id) : keys.verdict(id, state.round);
}

/** The same for what belongs to its retro: one that was opened before retros moved to the bet's thread has its own. */
export async function threadOfRetro(
  tx: Ledger,
  bet: Pick<Bet, "workspace" | "id" | "state">,
  retro: string,
): Promise<string> {
  return (await hasOwnThread(tx, bet.workspace, retro)) ? keys.retro(retro) : threadOfBet(tx, bet);
}

export const hasOwnThread = async (tx: Ledger, workspace: string, retro: string): Promise<boolean> =>
  (await tx.deliveries.find(workspace, keys.retro(retro))) !== undefined;
