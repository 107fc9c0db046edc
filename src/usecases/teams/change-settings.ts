import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { checkSettings, type SettingsRefusal, type Team, type TeamSettings } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { rescheduleDigest, rescheduleReviews } from "./reschedule-team.ts";

export type ChangeSettingsRefusal = SettingsRefusal | { readonly kind: "team-not-found" };

/** Changes a team's settings and reschedules its next digest and the reviews not prompted yet. */
export async function changeSettings(
  { store, now }: Deps,
  input: { workspace: string; team: string; settings: TeamSettings },
): Promise<Result<Team, ChangeSettingsRefusal>> {
  const settings = checkSettings(input.settings);
  if (!settings.ok) return settings;
  return store.transaction(async (tx) => {
    const team = await tx.teams.find(input.workspace, input.team);
    if (!team) return err({ kind: "team-not-found" });
    const at = now();
    const { lostTimeZone } = team;
    const changed = await rescheduleDigest(tx, team, settings.value, at);
    await tx.deliveries.markStale(team.workspace, keys.setUp(team.id));
    if (lostTimeZone !== undefined) await tx.deliveries.resume(team.workspace, team.id);
    if (lostTimeZone !== undefined || changed.timeZone !== team.timeZone)
      await rescheduleReviews(tx, changed);
    return ok(changed);
  });
}
