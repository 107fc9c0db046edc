import type { Deps } from "#usecases/deps.ts";
import { moveDigest, moveReviews } from "./reschedule-team.ts";

/** Governments change their clocks: by other zone data than at the last start, what is to come moves to the new clock. */
export async function followZoneData({ store, now }: Deps, version: string): Promise<void> {
  const before = await store.marks.get("zone-data");
  if (before === version) return;
  if (before !== undefined)
    for (const { workspace, id } of await store.teams.everywhere())
      await store.transaction(async (tx) => {
        const team = await tx.teams.find(workspace, id);
        if (!team || team.lostTimeZone !== undefined) return;
        await moveDigest(tx, team, team, now());
        await moveReviews(tx, team);
      });
  await store.marks.set("zone-data", version);
}
