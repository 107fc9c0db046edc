import { err, ok, type Result } from "#domain/result.ts";
import { isNameOf, type Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

export type EraseRefusal =
  | { readonly kind: "team-not-found" }
  | { readonly kind: "another-name"; readonly name: string };

/** Erases everything stored about a team, for good. The person confirms by typing the team's name. */
export async function eraseTeam(
  { store }: Deps,
  input: { workspace: string; team: string; name: string },
): Promise<Result<Team, EraseRefusal>> {
  const { workspace, name } = input;
  return store.transaction(async (tx) => {
    const team = await tx.teams.find(workspace, input.team);
    if (!team) return err({ kind: "team-not-found" });
    if (!isNameOf(team, name)) return err({ kind: "another-name", name: team.name });
    await tx.eraseTeam(workspace, team.id);
    return ok(team);
  });
}
