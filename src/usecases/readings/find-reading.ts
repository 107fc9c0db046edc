import type { Amendment } from "#domain/amendments/amendment.ts";
import type { Bet } from "#domain/bets/bet.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { Terms } from "#domain/bets/terms.ts";
import type { Deps } from "#usecases/deps.ts";

/** A reading and its bet. */
export async function findReading(
  { store }: Deps,
  input: { workspace: string; reading: string },
): Promise<{ bet: Bet; reading: Reading } | undefined> {
  const found = await store.readings.find(input.workspace, input.reading);
  const bet = found && (await store.bets.find(input.workspace, found.bet));
  return found && bet && { bet, reading: found.reading };
}

/** Why a bet's verdict was disputed. */
export async function findDispute(
  { store }: Deps,
  input: { workspace: string; bet: string; round: number },
): Promise<{ bet: Bet; reason: string } | undefined> {
  const bet = await store.bets.find(input.workspace, input.bet);
  const reason = await store.disputes.reason(input.workspace, input.bet, input.round);
  return bet && reason !== undefined ? { bet, reason } : undefined;
}

/** An amendment of a bet's terms, with the terms before it. */
export async function findAmendment(
  { store }: Deps,
  input: { workspace: string; bet: string; version: number },
): Promise<{ bet: Bet; amendment: Amendment & { before: Terms } } | undefined> {
  const bet = await store.bets.find(input.workspace, input.bet);
  const amendment = await store.bets.amendment(input.workspace, input.bet, input.version);
  return bet && amendment && { bet, amendment };
}
