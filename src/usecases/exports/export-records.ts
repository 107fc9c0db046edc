import type { ExportRecord, TeamRecord } from "#domain/exports/records.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { isNameOf } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

type Named = Pick<TeamRecord, "name" | "channel">;

export type NamedTeamRefusal =
  | { readonly kind: "no-team"; readonly teams: readonly Named[] }
  /** Several teams have this name. */
  | { readonly kind: "many-teams"; readonly teams: readonly Named[] };

/** The teams to export: all, or the one with this name or channel. */
export async function findExportTeams(
  { store }: Pick<Deps, "store">,
  name: string | undefined,
): Promise<Result<readonly TeamRecord[], NamedTeamRefusal>> {
  const teams = await store.records.teams();
  if (name === undefined) return ok(teams);
  const named = teams.filter((team) => team.channel === name.trim() || isNameOf(team, name));
  if (named.length === 0) return err({ kind: "no-team", teams });
  return named.length > 1 ? err({ kind: "many-teams", teams: named }) : ok(named);
}

const BETS_PER_PAGE = 200;

/** The teams' records, a page of bets in memory at a time. Open the store for reading: then they are of one moment. */
export async function* exportRecords(
  { store: { records } }: Pick<Deps, "store">,
  teams: readonly TeamRecord[],
): AsyncGenerator<ExportRecord> {
  for (const team of teams) {
    const { workspace, id } = team;
    yield team;
    yield* await records.objectives(workspace, id);
    let number: number | undefined = 0;
    while (number !== undefined) {
      const page = await records.betsAfter(workspace, id, { number, limit: BETS_PER_PAGE });
      yield* page;
      number = page.at(-1)?.number;
    }
    yield* await records.pulses(workspace, id);
  }
}
