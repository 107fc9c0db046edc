import type { Store } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { findGap } from "./heartbeat.ts";

/** What a process does about the deliveries of its predecessor. */
export type Recovery = {
  /** Since when messages may have been posted that are not on record; absent when none can be. */
  readonly since?: Temporal.Instant;
  /** The store for jobs: what they enqueue may have been posted already, and is looked up first, while that can be. */
  readonly storeForJobs: () => Store;
  /** All that was due at the start has been enqueued. */
  readonly caughtUp: () => void;
};

/**
 * Takes over the deliveries of the process before. `isOnlyServer`: nobody else works on this database, so every claim is
 * one of a process that is gone; `settling` is how long Slack may still carry out its last calls.
 */
export async function recoverDeliveries(
  { store, now }: Pick<Deps, "store" | "now">,
  { isOnlyServer, settling }: { readonly isOnlyServer: boolean; readonly settling: Temporal.Duration },
): Promise<Recovery> {
  if (isOnlyServer) await store.deliveries.releaseAllClaims(now().add(settling));
  await store.deliveries.resumeAll();
  const gap = await findGap({ store, now });
  let due = gap?.due;
  if (due) await store.deliveries.presumePosted(due, now());
  return {
    ...(due && { since: due.since }),
    storeForJobs() {
      const isOver = gap && Temporal.Instant.compare(gap.until, now()) <= 0;
      const current = due ?? (isOver ? undefined : gap?.later);
      return current ? store.afterGap(current) : store;
    },
    caughtUp: () => (due = undefined),
  };
}
