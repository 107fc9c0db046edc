import { checkOpen, type GoalRefusal, type KeyResult } from "#domain/goals/goal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { findKeyResult, type KeyResultNotFound } from "./find-goal.ts";

/** Records a key result's current value. */
export async function recordKeyResult(
  { store, now }: Deps,
  input: { workspace: string; objective: string; keyResult: string; current: number },
): Promise<Result<KeyResult, GoalRefusal | KeyResultNotFound>> {
  return store.transaction(async (tx) => {
    const found = await findKeyResult({ store: tx }, input);
    if (!found.ok) return found;
    const open = checkOpen(found.value.objective);
    if (!open.ok) return open;
    const keyResult = { ...found.value.keyResult, current: input.current };
    await tx.goals.saveKeyResult(keyResult, now());
    return ok(keyResult);
  });
}
