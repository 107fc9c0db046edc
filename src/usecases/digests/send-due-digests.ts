import { dueDigest } from "#domain/digests/digest-schedule.ts";
import type { Deps } from "#usecases/deps.ts";
import { enqueueDigest } from "./enqueue-digest.ts";
import { enqueueDueRecap } from "#usecases/recaps/enqueue-recap.ts";

/** Enqueues the due digests, one per team and week. The first one after a quarter brings the quarter's recap. */
export async function sendDueDigests({ store, now }: Deps): Promise<void> {
  const at = now();
  for (const team of await store.teams.withDigestDue(at))
    await store.transaction(async (tx) => {
      const { send, next } = dueDigest(team, at);
      if (!(await tx.teams.advanceDigest(team, next))) return;
      for (const digest of send) await enqueueDigest(tx, team, digest, at);
      await enqueueDueRecap(tx, team, at);
    });
}
