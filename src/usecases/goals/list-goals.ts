import type { Goal } from "#domain/goals/goal.ts";
import type { Deps } from "#usecases/deps.ts";

/** The team's open goals, or all, in the order they were added. */
export const listGoals = (
  { store }: Deps,
  input: { workspace: string; team: string; which?: "open" | "all" },
): Promise<Goal[]> => store.goals.ofTeam(input.workspace, input.team, input.which);
