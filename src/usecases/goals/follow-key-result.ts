import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Ledger } from "#store/store.ts";
import { followSource } from "#usecases/sources/follow-source.ts";

/** Has the source of a key result fetched, or no longer. */
export async function followKeyResult(
  tx: Ledger,
  { workspace, team: id }: Objective,
  { id: subject, source }: KeyResult,
  now: Temporal.Instant,
): Promise<void> {
  const team = await tx.teams.find(workspace, id);
  if (team) await followSource(tx, { kind: "key-result", subject }, source, team, now);
}
