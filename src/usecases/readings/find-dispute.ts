import type { Bet } from "#domain/bets/bet.ts";
import type { Deps } from "#usecases/deps.ts";

/** Why a bet's verdict was disputed. */
export async function findDispute(
  { store }: Deps,
  input: { workspace: string; bet: string; round: number },
): Promise<{ bet: Bet; reason: string } | undefined> {
  const bet = await store.bets.find(input.workspace, input.bet);
  const reason = await store.disputes.reason(input.workspace, input.bet, input.round);
  return bet && reason !== undefined ? { bet, reason } : undefined;
}
