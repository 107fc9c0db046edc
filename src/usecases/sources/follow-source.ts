import { firstFetch, type Measured } from "#domain/sources/source-use.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Ledger } from "#store/store.ts";

/**
 * Has the source of a bet or a key result fetched from its next working day on, or no longer if it has none. What an
 * earlier source proposed is dropped; with the same source as before, nothing changes.
 */
export async function followSource(
  tx: Ledger,
  measured: Omit<Measured, "workspace">,
  source: string | undefined,
  { workspace, id, timeZone }: Team,
  now: Temporal.Instant,
): Promise<void> {
  const { kind, subject } = measured;
  const found = await tx.sourceUses.find({ workspace, kind, subject });
  if (found?.source === source) return;
  if (source === undefined) return tx.sourceUses.remove({ workspace, kind, subject });
  const nextFetchAt = firstFetch(subject, timeZone, now);
  return tx.sourceUses.save({ workspace, kind, subject, team: id, source, nextFetchAt });
}
