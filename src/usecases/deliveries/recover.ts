import type { Store } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";
import { findGap, forgetRestore } from "./heartbeat.ts";

/** How a process handles its predecessor's deliveries. */
export type Recovery = {
  /** Messages posted since then may lack a record. Undefined if none can. */
  readonly since?: Temporal.Instant;
  /** The store for jobs. While what they enqueue may already be posted, it is one that looks messages up first. */
  readonly storeForJobs: () => Store;
  /** To be called once everything due at startup is enqueued. */
  readonly caughtUp: () => void;
};

/**
 * Takes over the previous process's deliveries. `isOnlyServer`: no other server uses this database, so every claim
 * belongs to a process that no longer runs. `settling`: how long Slack may still carry out that process's last calls.
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
  await forgetRestore({ store });
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
