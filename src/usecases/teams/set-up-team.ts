import { keys } from "#domain/deliveries/delivery.ts";
import { err, ok, type Result } from "#domain/result.ts";
import {
  checkSettings,
  nextDigest,
  type SettingsRefusal,
  type Team,
  type TeamSettings,
} from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

export type SetUpRefusal = SettingsRefusal | { readonly kind: "already-a-team" };

/** Makes a channel a team and enqueues the message with its settings. */
export async function setUpTeam(
  { store, now, newId }: Deps,
  input: { workspace: string; channel: string; settings: TeamSettings },
): Promise<Result<Team, SetUpRefusal>> {
  const settings = checkSettings(input.settings);
  if (!settings.ok) return settings;
  const at = now();
  const { workspace, channel } = input;
  const team: Team = {
    ...settings.value,
    id: newId(),
    workspace,
    channel,
    createdAt: at,
    nextDigestAt: nextDigest(settings.value, at),
  };
  return store.transaction(async (tx) => {
    if (!(await tx.teams.add(team))) return err({ kind: "already-a-team" });
    await tx.deliveries.enqueue({
      workspace,
      team: team.id,
      key: keys.setUp(team.id),
      kind: "set-up",
      subject: team.id,
      dueAt: at,
    });
    return ok(team);
  });
}
