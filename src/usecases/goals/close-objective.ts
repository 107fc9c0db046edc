import type { Objective } from "#domain/goals/goal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Deps } from "#usecases/deps.ts";
import { findObjective, type ObjectiveNotFound } from "./find-goal.ts";

/** Closes or reopens an objective. Not refused if it already is: two people may do it at once. */
const setState =
  (state: Objective["state"]) =>
  (
    { store, now }: Deps,
    input: { workspace: string; objective: string },
  ): Promise<Result<Objective, ObjectiveNotFound>> =>
    store.transaction(async (tx) => {
      const found = await findObjective({ store: tx }, input);
      if (!found.ok) return found;
      const objective: Objective = { ...found.value, state };
      await tx.goals.saveObjective(objective, now());
      return ok(objective);
    });

export const closeObjective = setState("closed");

export const reopenObjective = setState("open");
