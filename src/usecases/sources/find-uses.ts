import type { SourceUse } from "#domain/sources/source-use.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** What came of the sources of a team's key results, by key result. */
export async function findKeyResultUses(
  { store }: Deps,
  { workspace, id }: Team,
): Promise<ReadonlyMap<string, SourceUse>> {
  const uses = await store.sourceUses.ofTeam(workspace, id);
  return new Map(uses.filter(({ kind }) => kind === "key-result").map((use) => [use.subject, use]));
}
