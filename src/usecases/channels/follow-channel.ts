import type { Deps } from "#usecases/deps.ts";

/** A channel can be read and spoken in again: what waits for it goes on. True when it is a team's. */
export async function resumeChannel(
  { store }: Deps,
  { workspace, channel }: { workspace: string; channel: string },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const team = await tx.teams.ofChannel(workspace, channel);
    if (!team) return false;
    await tx.deliveries.resume(workspace, team.id);
    await tx.channelRetries.clearForTeam(workspace, team.id);
    return true;
  });
}

/** Slack gave a channel another id: its team, and all that was posted there, follow. False where there is no team to follow. */
export async function changeChannelId(
  { store }: Deps,
  { workspace, from, to }: { workspace: string; from: string; to: string },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    const team = await tx.teams.moveChannel(workspace, from, to);
    if (!team) return false;
    await tx.deliveries.moveChannel(workspace, from, to);
    await tx.deliveries.resume(workspace, team.id);
    await tx.channelRetries.clearForTeam(workspace, team.id);
    return true;
  });
}
