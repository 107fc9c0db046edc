import { keys } from "#domain/deliveries/delivery.ts";
import { cardOfBet } from "#usecases/deliveries/thread-of-bet.ts";
import type { Deps } from "#usecases/deps.ts";
import { runEach } from "#usecases/run-each.ts";

/** Asks once, in their threads, for a first reading of bets that are halfway to their review without one. */
export async function askForFirstReadings({ store, now }: Deps): Promise<void> {
  const at = now();
  await runEach(await store.bets.withHalfwayDue(at), (due) =>
    store.transaction(async (tx) => {
      const { workspace, id } = due;
      const bet = await tx.bets.find(workspace, id);
      const dueAt = bet?.review.halfwayAt;
      if (!bet || !dueAt || Temporal.Instant.compare(dueAt, at) > 0) return;
      const { halfwayAt: _, ...review } = bet.review;
      if (!(await tx.bets.save({ ...bet, review }, "open"))) return;
      if ((await tx.readings.latest(workspace, [id])).size > 0) return;
      await tx.deliveries.enqueue({
        workspace,
        team: bet.team,
        key: keys.noReading(id),
        kind: "no-reading",
        subject: id,
        threadOf: await cardOfBet(tx, bet, at),
        dueAt: at,
      });
    }),
  );
}
