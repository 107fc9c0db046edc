import { checkPeriod, type GoalRefusal, type Objective, type ObjectiveDraft } from "#domain/goals/goal.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";

export type AddObjectiveRefusal = GoalRefusal | { readonly kind: "team-not-found" };

/** Adds an objective to a team. Idempotent if an `id` is given. */
export async function addObjective(
  { store, now, newId }: Deps,
  input: { workspace: string; team: string; draft: ObjectiveDraft; id?: string },
): Promise<Result<Objective, AddObjectiveRefusal>> {
  const { workspace, id = newId() } = input;
  const draft = checkPeriod(input.draft);
  if (!draft.ok) return draft;
  return store.transaction(async (tx) => {
    const added = await tx.goals.findObjective(workspace, id);
    if (added) return ok(added);
    const team = await tx.teams.find(workspace, input.team);
    if (!team) return err({ kind: "team-not-found" });
    const objective: Objective = { ...draft.value, id, workspace, team: team.id, state: "open" };
    await tx.goals.saveObjective(objective, now());
    return ok(objective);
  });
}
