import type { Goal } from "#domain/goal.ts";
import type { Learning } from "#domain/retro.ts";
import type { Deps } from "./deps.ts";

/** What of the team's own a bet can be tied to: its open goals, and its learnings, the newest first. */
export const listBetChoices = async (
  { store }: Deps,
  { workspace, team }: { workspace: string; team: string },
): Promise<{ goals: readonly Goal[]; learnings: readonly Learning[] }> => ({
  goals: await store.goals.ofTeam(workspace, team),
  learnings: await store.learnings.ofTeam(workspace, team),
});
