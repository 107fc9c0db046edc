import { err, ok, type Result } from "#domain/result.ts";
import {
  checkSettings,
  nextDigest,
  type SettingsRefusal,
  type Team,
  type TeamSettings,
} from "#domain/team.ts";
import type { Deps } from "./deps.ts";

export type ChangeSettingsRefusal = SettingsRefusal | { readonly kind: "team-not-found" };

export async function changeSettings(
  { store, now }: Deps,
  input: { workspace: string; team: string; settings: TeamSettings },
): Promise<Result<Team, ChangeSettingsRefusal>> {
  const settings = checkSettings(input.settings);
  if (!settings.ok) return settings;
  return store.transaction(async (tx) => {
    const team = await tx.teams.find(input.workspace, input.team);
    if (!team) return err({ kind: "team-not-found" });
    const changed: Team = { ...team, ...settings.value, nextDigestAt: nextDigest(settings.value, now()) };
    await tx.teams.save(changed);
    return ok(changed);
  });
}
