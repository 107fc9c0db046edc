import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { type BetFacts, type BetNotFound, findBet } from "#usecases/bets/find-bet.ts";
import { findTeam } from "#usecases/teams/find-team.ts";
import type { AccessRefusal, Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";

/** Finds a team if the person may act in its channel. Checked at every form and button, since channels change. */
export async function admitToTeam(
  deps: SurfaceDeps,
  who: Requester,
  id: string,
): Promise<Result<Team, AccessRefusal | { readonly kind: "team-not-found" }>> {
  const team = await findTeam(deps, { workspace: who.workspace, team: id });
  if (!team) return err({ kind: "team-not-found" });
  const admitted = await deps.access.checkAccess({ ...who, channel: team.channel });
  return admitted.ok ? ok(team) : admitted;
}

/** Finds a bet if the person may act in its team's channel. */
export async function admitToBet(
  deps: SurfaceDeps,
  who: Requester,
  bet: string,
): Promise<Result<BetFacts, AccessRefusal | BetNotFound>> {
  const found = await findBet(deps, { workspace: who.workspace, bet });
  if (!found.ok) return found;
  const admitted = await deps.access.checkAccess({ ...who, channel: found.value.team.channel });
  return admitted.ok ? found : admitted;
}
