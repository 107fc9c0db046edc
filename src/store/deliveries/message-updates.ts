import type { Kysely } from "kysely";
import type { DeliveryKind } from "#domain/deliveries/delivery.ts";
import { instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** Updates of posted messages whose subject has changed. */
export function messageUpdates(db: Kysely<Tables>) {
  const update = (workspace: string, key: string) =>
    db.updateTable("deliveries").where("workspace", "=", workspace).where("key", "=", key);

  async function markKindStale(workspace: string, kind: DeliveryKind, subject: string): Promise<void> {
    await db
      .updateTable("deliveries")
      .set((eb) => ({ stale: eb("stale", "+", 1) }))
      .where("workspace", "=", workspace)
      .where("kind", "=", kind)
      .where("subject", "=", subject)
      .execute();
  }

  return {
    /** Records that the subject has changed, so that its message is updated once it is posted. */
    async markStale(workspace: string, key: string): Promise<void> {
      await update(workspace, key)
        .set((eb) => ({ stale: eb("stale", "+", 1) }))
        .execute();
    },

    /** For when a bet was settled: its review prompts are updated to say so. */
    markPromptsStale: (workspace: string, bet: string): Promise<void> =>
      markKindStale(workspace, "review-prompt", bet),

    /** For when a bet's number comes from elsewhere: what was said of the source that failed is updated. */
    markSourceFailuresStale: (workspace: string, bet: string): Promise<void> =>
      markKindStale(workspace, "source-failing", bet),

    /**
     * For when a subject is deleted: messages that are not posted yet are dropped, and the others show something else
     * from then on.
     */
    async replaceAllOf(
      workspace: string,
      subject: string,
      by: { readonly kind: DeliveryKind; readonly subject: string },
    ): Promise<void> {
      await db
        .deleteFrom("deliveries")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .where("state", "in", ["due", "refused"])
        .execute();
      await db
        .updateTable("deliveries")
        .set((eb) => ({ ...by, stale: eb("stale", "+", 1) }))
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .execute();
    },

    /**
     * Claims the update of a posted message for one replica. If an earlier claim expired without an outcome, Slack may
     * still carry out its update until `settledAt`.
     */
    async claimUpdate(
      workspace: string,
      key: string,
      { at, leaseUntil, settledAt }: Readonly<Record<"at" | "leaseUntil" | "settledAt", Temporal.Instant>>,
    ): Promise<boolean> {
      const now = instantText(at);
      const claimed = await update(workspace, key)
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
     * Records an update that covers `changes` changes; later ones are still pending. While Slack may still carry out an
     * earlier update, with an older state, the message stays stale and is updated again when that is over.
     */
    async updated(workspace: string, key: string, changes: number, now: Temporal.Instant): Promise<void> {
      const unsettled = await update(workspace, key)
        .set((eb) => ({
          lease_until: null,
          next_at: eb.ref("unsettled_until"),
          unsettled_until: null,
          attempts: 0,
        }))
        .where("unsettled_until", ">", instantText(now))
        .executeTakeFirst();
      if (unsettled.numUpdatedRows === 1n) return;
      await update(workspace, key)
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

    /** The update failed, or its outcome is unknown: tried again from `nextAt` on. */
    async updateLater(
      workspace: string,
      key: string,
      nextAt: Temporal.Instant,
      unsettledUntil?: Temporal.Instant,
    ): Promise<void> {
      await update(workspace, key)
        .set({
          lease_until: null,
          next_at: instantText(nextAt),
          ...(unsettledUntil && { unsettled_until: instantText(unsettledUntil) }),
        })
        .execute();
    },

    /** Slack refuses these changes: the message stays as it is, and they are no longer pending. */
    async updateRefused(workspace: string, key: string, changes: number, reason: string): Promise<void> {
      await update(workspace, key)
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
