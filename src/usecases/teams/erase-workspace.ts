import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

export type EraseWorkspaceRefusal = { readonly kind: "no-workspace"; readonly workspaces: readonly string[] };

/** Erases everything stored about a workspace, for good: all its teams, and what belongs to none of them. */
export async function eraseWorkspace(
  { store }: Pick<Deps, "store">,
  { workspace }: { readonly workspace: string },
): Promise<Result<readonly Team[], EraseWorkspaceRefusal>> {
  return store.transaction(async (tx) => {
    const all = await tx.teams.allWorkspaces();
    const teams = all.filter((team) => team.workspace === workspace);
    if (teams.length === 0)
      return err({ kind: "no-workspace", workspaces: [...new Set(all.map((team) => team.workspace))] });
    for (const team of teams) await tx.eraseTeam(workspace, team.id);
    await tx.eraseRest(workspace);
    return ok(teams);
  });
}
