import type { Bet } from "#domain/bets/bet.ts";
import type { Reading } from "#domain/readings/reading.ts";
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
