import { quarterBegan } from "#domain/pulses/pulse-report.ts";
import type { Deps } from "#usecases/deps.ts";

/** A pulse's ratings that found no company in their quarter are destroyed when it is over, whether there is a next pulse or not. */
export async function expireWaitingRatings({ store, now }: Deps): Promise<void> {
  const at = now();
  for (const { workspace, team: id, since } of await store.pulses.teamsWaiting()) {
    const team = await store.teams.find(workspace, id);
    if (!team) continue;
    const began = quarterBegan(team, at);
    if (Temporal.Instant.compare(since, began) >= 0) continue;
    await store.transaction((tx) => tx.pulses.forgetWaitingBefore(workspace, id, began));
  }
}
