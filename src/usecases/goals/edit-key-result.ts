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
import { findKeyResult, type KeyResultNotFound } from "./find-goal.ts";
import { updateServingCards } from "./update-serving-cards.ts";

/** Edits a key result in place, so that bets keep serving it. Their cards are updated if its metric changes. */
export async function editKeyResult(
  { store, now }: Deps,
  input: { workspace: string; objective: string; keyResult: string; draft: KeyResultDraft },
): Promise<Result<KeyResult, GoalRefusal | KeyResultNotFound>> {
  const draft = checkKeyResult(input.draft);
  if (!draft.ok) return draft;
  return store.transaction(async (tx) => {
    const found = await findKeyResult({ store: tx }, input);
    if (!found.ok) return found;
    const open = checkOpen(found.value.objective);
    if (!open.ok) return open;
    const { source: _, ...kept } = found.value.keyResult;
    const keyResult = { ...kept, ...draft.value };
    await tx.goals.saveKeyResult(keyResult, now());
    await followKeyResult(tx, open.value, keyResult, now());
    if (keyResult.metric !== found.value.keyResult.metric)
      await updateServingCards(tx, open.value, keyResult);
    return ok(keyResult);
  });
}
