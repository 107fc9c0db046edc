import type { Deps } from "#usecases/deps.ts";
import { quarterStart } from "#domain/teams/team-quarter.ts";

/** Destroys the ratings that stayed too few all quarter at its end, whether or not another pulse follows. */
export async function expireWaitingRatings({ store, now }: Deps): Promise<void> {
  const at = now();
  for (const { workspace, team: id, since } of await store.pulses.teamsWaiting()) {
    const team = await store.teams.find(workspace, id);
    if (!team) continue;
    const start = quarterStart(team, at);
    if (Temporal.Instant.compare(since, start) >= 0) continue;
    await store.transaction((tx) => tx.pulses.forgetWaitingBefore(workspace, id, start));
  }
}
