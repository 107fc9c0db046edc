import type { Goal } from "#domain/goal.ts";
import type { Deps } from "./deps.ts";

/** The team's open goals, in the order they were added. */
export const listGoals = ({ store }: Deps, input: { workspace: string; team: string }): Promise<Goal[]> =>
  store.goals.ofTeam(input.workspace, input.team);
