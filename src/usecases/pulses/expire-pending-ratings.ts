import type { Deps } from "#usecases/deps.ts";
import { quarterStart } from "#domain/teams/team-quarter.ts";
import { runEach } from "#usecases/run-each.ts";

/** Destroys the ratings that stayed too few all quarter at its end, whether or not another pulse follows. */
export async function expirePendingRatings({ store, now }: Deps): Promise<void> {
  const at = now();
  await runEach(await store.pulses.teamsWithPendingRatings(), async ({ workspace, team: id, since }) => {
    const team = await store.teams.find(workspace, id);
    if (!team) return;
    const start = quarterStart(team, at);
    if (Temporal.Instant.compare(since, start) >= 0) return;
    await store.transaction((tx) => tx.pulses.deletePendingBefore(workspace, id, start));
  });
}
