import { dueDigest } from "#domain/digests/digest-schedule.ts";
import type { Deps } from "#usecases/deps.ts";
import { enqueueDigest } from "./enqueue-digest.ts";
import { enqueueDueRecap } from "#usecases/recaps/enqueue-recap.ts";
import { runEach } from "#usecases/run-each.ts";

/** Enqueues the due digests, one per team and week. The first one after a quarter brings the quarter's recap. */
export async function sendDueDigests({ store, now }: Deps): Promise<void> {
  const at = now();
  await runEach(await store.teams.withDigestDue(at), (team) =>
    store.transaction(async (tx) => {
      const { send, next } = dueDigest(team, at);
      if (!(await tx.teams.claimDigest(team, next))) return;
      for (const digest of send) await enqueueDigest(tx, team, digest, at);
      await enqueueDueRecap(tx, team, at);
    }),
  );
}
