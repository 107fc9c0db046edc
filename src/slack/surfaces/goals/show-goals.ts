import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Team } from "#domain/teams/team.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type CommandRequest, openForm } from "#slack/surfaces/replies/command-request.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { findContributions } from "#usecases/goals/find-contribution.ts";
import { findKeyResultUses } from "#usecases/sources/find-uses.ts";
import { listGoals } from "#usecases/goals/list-goals.ts";
import { goalsView } from "./goals-view.ts";
import { todayOf } from "#usecases/deps.ts";

/** `/outcomes goals` */
export const openGoals = async (request: CommandRequest): Promise<void> =>
  openForm(request, await loadGoalsView(request.deps, request.team));

/** Updates the list of goals that a button is in, or that lies under a form. */
export async function refreshGoals(
  deps: SurfaceDeps,
  client: WebClient,
  viewId: string | null,
  team: Team,
  note?: string,
): Promise<void> {
  if (viewId === null) return;
  await updateView(client, viewId, await loadGoalsView(deps, team, note));
}

/** The list of goals, as a modal. */
export async function loadGoalsView(deps: SurfaceDeps, team: Team, note?: string): Promise<ModalView> {
  const goals = await listGoals(deps, { workspace: team.workspace, team: team.id, which: "all" });
  const today = todayOf(deps, team);
  const contributions = await findContributions(deps, { workspace: team.workspace, goals });
  const uses = await findKeyResultUses(deps, team);
  return goalsView(team, { goals, contributions, uses }, today, note);
}
