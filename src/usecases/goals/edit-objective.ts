import {
  checkOpen,
  checkPeriod,
  type GoalRefusal,
  type Objective,
  type ObjectiveDraft,
} from "#domain/goals/goal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { findObjective, type ObjectiveNotFound } from "./find-goal.ts";
import { updateServingCards } from "./update-serving-cards.ts";

/** Edits an objective in place, so that bets keep serving it. Their cards are updated if its title changes. */
export async function editObjective(
  { store, now }: Deps,
  input: { workspace: string; team: string; objective: string; draft: ObjectiveDraft },
): Promise<Result<Objective, GoalRefusal | ObjectiveNotFound>> {
  const draft = checkPeriod(input.draft);
  if (!draft.ok) return draft;
  return store.transaction(async (tx) => {
    const found = await findObjective({ store: tx }, input);
    const open = found.ok ? checkOpen(found.value) : found;
    if (!open.ok) return open;
    const objective = { ...open.value, ...draft.value };
    await tx.goals.saveObjective(objective, now());
    if (objective.title !== open.value.title) await updateServingCards(tx, objective);
    return ok(objective);
  });
}
