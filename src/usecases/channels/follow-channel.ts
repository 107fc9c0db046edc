import type { Deps } from "#usecases/deps.ts";

/** Resumes the deliveries and retries of a channel that is accessible again. True if it is a team's. */
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

/** Slack gave a channel a new id: moves its team and everything posted there. False if it has no team. */
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
