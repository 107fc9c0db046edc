import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { type AccessRefusal, withTimeout } from "#slack/platform/access/access.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { findTeam } from "#usecases/teams/find-team.ts";

/** Refusals for channels where Ourcome can't work, but whose members still see them. */
const AWAY_KINDS: ReadonlySet<AccessRefusal["kind"]> = new Set([
  "channel-archived",
  "channel-shared-outside",
  "bot-not-in-channel",
]);

export const isAway = ({ kind }: AccessRefusal): boolean => AWAY_KINDS.has(kind);

/**
 * Finds a team if the person may erase its record. Members of its channel may do so even if Ourcome can't work there
 * any more: otherwise the record would stay for good.
 */
export async function admitToErase(
  deps: SurfaceDeps,
  who: Requester,
  id: string,
): Promise<Result<Team, AccessRefusal | { readonly kind: "team-not-found" }>> {
  const team = await findTeam(deps, { workspace: who.workspace, team: id });
  if (!team) return err({ kind: "team-not-found" });
  const admitted = await deps.access.checkAccess({ ...who, channel: team.channel });
  if (admitted.ok) return ok(team);
  // Guests and outsiders are refused before the channel is checked, so they never get past this line.
  if (!isAway(admitted.error)) return admitted;
  const channels = await withTimeout(deps.access.channelsOf(who));
  if (!channels) return err({ kind: "slack-silent" });
  return channels.includes(team.channel) ? ok(team) : err({ kind: "not-in-channel" });
}
