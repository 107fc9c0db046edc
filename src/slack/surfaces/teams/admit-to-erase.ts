import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { type AccessRefusal, withinPatience } from "#slack/platform/access/access.ts";
import type { Who } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { findTeam } from "#usecases/teams/find-team.ts";

/** Why Ourcome does not work in a channel that its people see. */
const AWAY: ReadonlySet<AccessRefusal["kind"]> = new Set([
  "channel-archived",
  "channel-shared-outside",
  "bot-not-in-channel",
]);

export const isAway = ({ kind }: AccessRefusal): boolean => AWAY.has(kind);

/** The record of a team goes for those in its channel also where Ourcome does not work any more: else it would stay for good. */
export async function admitToErase(
  deps: SurfaceDeps,
  who: Who,
  id: string,
): Promise<Result<Team, AccessRefusal | { readonly kind: "team-not-found" }>> {
  const team = await findTeam(deps, { workspace: who.workspace, team: id });
  if (!team) return err({ kind: "team-not-found" });
  const admitted = await deps.access.admit({ ...who, channel: team.channel });
  if (admitted.ok) return ok(team);
  // Guests and people from outside are turned away before the channel is looked at.
  if (!isAway(admitted.error)) return admitted;
  const channels = await withinPatience(deps.access.channelsOf(who));
  if (!channels) return err({ kind: "slack-silent" });
  return channels.includes(team.channel) ? ok(team) : err({ kind: "not-in-channel" });
}
