import {
  checkKeyResult,
  checkOpen,
  type GoalRefusal,
  type KeyResult,
  type KeyResultDraft,
} from "#domain/goals/goal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { followKeyResult } from "./follow-key-result.ts";
import { findObjective, type ObjectiveNotFound } from "./find-goal.ts";

/** Adds a key result to an objective. Idempotent if an `id` is given. */
export async function addKeyResult(
  { store, now, newId }: Deps,
  input: { workspace: string; objective: string; draft: KeyResultDraft; id?: string },
): Promise<Result<KeyResult, GoalRefusal | ObjectiveNotFound>> {
  const { workspace, id = newId() } = input;
  const draft = checkKeyResult(input.draft);
  if (!draft.ok) return draft;
  return store.transaction(async (tx) => {
    const added = await tx.goals.findKeyResult(workspace, id);
    if (added) return ok(added);
    const found = await findObjective({ store: tx }, input);
    const open = found.ok ? checkOpen(found.value) : found;
    if (!open.ok) return open;
    const keyResult = { ...draft.value, id, workspace, objective: open.value.id };
    await tx.goals.saveKeyResult(keyResult, now());
    await followKeyResult(tx, open.value, keyResult, now());
    return ok(keyResult);
  });
}
