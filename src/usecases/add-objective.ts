import { checkPeriod, type GoalRefusal, type Objective, type ObjectiveDraft } from "#domain/goal.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "./deps.ts";

export type AddObjectiveRefusal = GoalRefusal | { readonly kind: "team-not-found" };

export async function addObjective(
  { store, now, newId }: Deps,
  input: { workspace: string; team: string; draft: ObjectiveDraft },
): Promise<Result<Objective, AddObjectiveRefusal>> {
  const { workspace } = input;
  const draft = checkPeriod(input.draft);
  if (!draft.ok) return draft;
  return store.transaction(async (tx) => {
    const team = await tx.teams.find(workspace, input.team);
    if (!team) return err({ kind: "team-not-found" });
    const objective: Objective = { ...draft.value, id: newId(), workspace, team: team.id, state: "open" };
    await tx.goals.saveObjective(objective, now());
    return ok(objective);
  });
}
