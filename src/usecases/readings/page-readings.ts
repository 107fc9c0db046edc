import type { ReadingPlace, RecordedReading } from "#store/readings/readings.ts";
import type { Deps } from "#usecases/deps.ts";

/** A bet's readings, the latest first: at most `limit` after a place, and whether there are more. */
export async function pageReadings(
  { store }: Deps,
  { workspace, bet, after }: { workspace: string; bet: string; after?: ReadingPlace },
  limit: number,
): Promise<{ readonly readings: readonly RecordedReading[]; readonly more: boolean }> {
  const found = await store.readings.page(workspace, bet, { ...(after && { after }), limit: limit + 1 });
  return { readings: found.slice(0, limit), more: found.length > limit };
}
