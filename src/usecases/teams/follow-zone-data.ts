import type { Deps } from "#usecases/deps.ts";
import { rescheduleDigest, rescheduleReviews } from "./reschedule-team.ts";

/** Governments change time zones: if the zone data changed since the last startup, reschedules digests and reviews. */
export async function followZoneData({ store, now }: Deps, version: string): Promise<void> {
  const before = await store.runState.get("zone-data");
  if (before === version) return;
  if (before !== undefined)
    for (const { workspace, id } of await store.teams.allWorkspaces())
      await store.transaction(async (tx) => {
        const team = await tx.teams.find(workspace, id);
        if (!team || team.lostTimeZone !== undefined) return;
        await rescheduleDigest(tx, team, team, now());
        await rescheduleReviews(tx, team);
      });
  await store.runState.set("zone-data", version);
}
