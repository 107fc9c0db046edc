import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";

export type ObjectiveNotFound = { readonly kind: "objective-not-found" };
export type KeyResultNotFound = { readonly kind: "key-result-not-found" };

export type KeyResultFacts = { readonly objective: Objective; readonly keyResult: KeyResult };

/** Looks up an objective. Found only in `team`, if given. */
export async function findObjective(
  { store }: { store: Pick<Deps["store"], "goals"> },
  input: { workspace: string; objective: string; team?: string },
): Promise<Result<Objective, ObjectiveNotFound>> {
  const objective = await store.goals.findObjective(input.workspace, input.objective);
  return objective && (input.team ?? objective.team) === objective.team
    ? ok(objective)
    : err({ kind: "objective-not-found" });
}

/** Looks up a key result with its objective. Found only in `objective`, if given. */
export async function findKeyResult(
  { store }: { store: Pick<Deps["store"], "goals"> },
  input: { workspace: string; keyResult: string; objective?: string },
): Promise<Result<KeyResultFacts, KeyResultNotFound>> {
  const keyResult = await store.goals.findKeyResult(input.workspace, input.keyResult);
  const objective = keyResult && (await store.goals.findObjective(input.workspace, keyResult.objective));
  return objective && (input.objective ?? objective.id) === objective.id
    ? ok({ objective, keyResult })
    : err({ kind: "key-result-not-found" });
}
