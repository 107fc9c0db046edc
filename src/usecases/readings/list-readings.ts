import type { Bet } from "#domain/bets/bet.ts";
import type { Reading } from "#domain/readings/reading.ts";
import type { Deps } from "#usecases/deps.ts";

/** More than these are no picture of where the metric goes. */
const MAX_READINGS = 30;

/** A bet's last readings, the oldest of them first. */
export const listReadings = (
  { store }: Deps,
  { workspace, id }: Pick<Bet, "workspace" | "id">,
): Promise<Reading[]> => store.readings.lastOf(workspace, id, MAX_READINGS);
