import type { Kysely } from "kysely";
import { instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** Posted messages whose subject changes. */
export function messageUpdates(db: Kysely<Tables>) {
  const of = (workspace: string, key: string) =>
    db.updateTable("deliveries").where("workspace", "=", workspace).where("key", "=", key);

  return {
    /** The subject has changed: the message, posted or about to be, has to be updated. */
    async markStale(workspace: string, key: string): Promise<void> {
      await of(workspace, key)
        .set((eb) => ({ stale: eb("stale", "+", 1) }))
        .execute();
    },

    /** A bet was settled: what asked for its final reading says so now. */
    async markPromptsStale(workspace: string, bet: string): Promise<void> {
      await db
        .updateTable("deliveries")
        .set((eb) => ({ stale: eb("stale", "+", 1) }))
        .where("workspace", "=", workspace)
        .where("kind", "=", "review-prompt")
        .where("subject", "=", bet)
        .execute();
    },

    /**
     * Gives the update of a posted message to one replica. One that was given away before and never came back may still
     * be carried out by Slack, until it has settled.
     */
    async claimUpdate(
      workspace: string,
      key: string,
      { at, leaseUntil, settledAt }: Readonly<Record<"at" | "leaseUntil" | "settledAt", Temporal.Instant>>,
    ): Promise<boolean> {
      const now = instantText(at);
      const claimed = await of(workspace, key)
        .set((eb) => ({
          lease_until: instantText(leaseUntil),
          unsettled_until: eb
            .case()
            .when("lease_until", "is", null)
            .then(eb.ref("unsettled_until"))
            .else(instantText(settledAt))
            .end(),
          attempts: eb("attempts", "+", 1),
        }))
        .where("state", "=", "sent")
        .where("stale", ">", 0)
        .where((eb) => eb.or([eb("lease_until", "is", null), eb("lease_until", "<=", now)]))
        .executeTakeFirst();
      return claimed.numUpdatedRows === 1n;
    },

    /**
     * Drawn with so many changes; those that came meanwhile are still to be. While Slack may yet carry out an earlier update,
     * with an older state, it is updated once more when that can no longer be.
     */
    async updated(workspace: string, key: string, changes: number, now: Temporal.Instant): Promise<void> {
      const unsettled = await of(workspace, key)
        .set((eb) => ({
          lease_until: null,
          next_at: eb.ref("unsettled_until"),
          unsettled_until: null,
          attempts: 0,
        }))
        .where("unsettled_until", ">", instantText(now))
        .executeTakeFirst();
      if (unsettled.numUpdatedRows === 1n) return;
      await of(workspace, key)
        .set((eb) => ({
          lease_until: null,
          next_at: null,
          unsettled_until: null,
          attempts: 0,
          reason: null,
          stale: eb("stale", "-", changes),
        }))
        .execute();
    },

    /** Not updated, or nobody knows: updated again from a moment on. */
    async updateLater(
      workspace: string,
      key: string,
      nextAt: Temporal.Instant,
      unsettledUntil?: Temporal.Instant,
    ): Promise<void> {
      await of(workspace, key)
        .set({
          lease_until: null,
          next_at: instantText(nextAt),
          ...(unsettledUntil && { unsettled_until: instantText(unsettledUntil) }),
        })
        .execute();
    },

    /** Slack does not take these changes, and why: the message stays as it is. */
    async updateRefused(workspace: string, key: string, changes: number, reason: string): Promise<void> {
      await of(workspace, key)
        .set((eb) => ({
          lease_until: null,
          next_at: null,
          attempts: 0,
          reason,
          stale: eb("stale", "-", changes),
        }))
        .execute();
    },
  };
}
