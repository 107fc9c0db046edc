import { ok, type Result } from "#domain/result.ts";
import type { Objective } from "#domain/goals/goal.ts";
import type { Team } from "#domain/teams/team.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { findObjective } from "#usecases/goals/find-goal.ts";

/** Finds an objective and its team, if the person may act in the team's channel. */
export async function admitToObjective(
  deps: SurfaceDeps,
  who: Requester,
  id: string,
): Promise<Result<{ readonly objective: Objective; readonly team: Team }, Refusal>> {
  const found = await findObjective(deps, { workspace: who.workspace, objective: id });
  if (!found.ok) return found;
  const admitted = await admitToTeam(deps, who, found.value.team);
  return admitted.ok ? ok({ objective: found.value, team: admitted.value }) : admitted;
}
