import { err, ok, type Result } from "#domain/result.ts";
import { isNameOf, type Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

export type NamedTeamRefusal =
  | { readonly kind: "no-team"; readonly teams: readonly Team[] }
  /** Several teams have this name. */
  | { readonly kind: "many-teams"; readonly teams: readonly Team[] };

/** The team that an operator means by its name, or by its channel's id where several teams share the name. */
export async function findNamedTeam(
  { store }: Pick<Deps, "store">,
  typed: string,
): Promise<Result<Team, NamedTeamRefusal>> {
  const teams = await store.teams.allWorkspaces();
  const named = teams.filter((team) => team.channel === typed.trim() || isNameOf(team, typed));
  const [team] = named;
  if (!team) return err({ kind: "no-team", teams });
  return named.length > 1 ? err({ kind: "many-teams", teams: named }) : ok(team);
}
