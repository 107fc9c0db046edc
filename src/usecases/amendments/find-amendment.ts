import type { Amendment } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { Terms } from "#domain/bets/terms.ts";
import type { Deps } from "#usecases/deps.ts";

/** An amendment of a bet's terms, with the terms before it. */
export async function findAmendment(
  { store }: Deps,
  input: { workspace: string; bet: string; version: number },
): Promise<{ bet: Bet; amendment: Amendment & { before: Terms } } | undefined> {
  const bet = await store.bets.find(input.workspace, input.bet);
  const amendment = await store.bets.amendment(input.workspace, input.bet, input.version);
  return bet && amendment && { bet, amendment };
}
