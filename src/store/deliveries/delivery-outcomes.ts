import type { Kysely } from "kysely";
import { instantText } from "#store/database/columns.ts";
import { PRESUMED } from "./delivery-row.ts";
import type { Tables } from "#store/database/tables.ts";

/** A claim, and until when nobody else looks for what became of it. */
type Claim = { readonly at: Temporal.Instant; readonly lookUpAt: Temporal.Instant };

/** Since when the record may lack what was posted, and whether the process before ended in order. */
export type Gap = { readonly since: Temporal.Instant; readonly inOrder: boolean };

export const presumed = ({ since, inOrder }: Gap, at: Temporal.Instant) => ({
  state: "unknown",
  claimed_at: instantText(since),
  next_at: instantText(at),
  reason: inOrder ? PRESUMED : null,
});

const WAITING = { lease_until: null, next_at: null, reason: null } as const;

/** What becomes of a pending message. */
export function deliveryOutcomes(db: Kysely<Tables>) {
  const of = (workspace: string, key: string) =>
    db.updateTable("deliveries").where("workspace", "=", workspace).where("key", "=", key);
  /** Only as long as nobody has claimed it anew, who would know better. */
  const ofClaim = (workspace: string, key: string, claimedAt: Temporal.Instant) =>
    of(workspace, key)
      .where("state", "in", ["sending", "unknown", "uncertain"])
      .where("claimed_at", "=", instantText(claimedAt));

  return {
    /**
     * Gives a delivery to one replica. Should nothing more be heard of it, it is looked for in the channel; it does not
     * become due again by itself.
     */
    async claim(workspace: string, key: string, { at, lookUpAt }: Claim): Promise<boolean> {
      const claimed = await of(workspace, key)
        .set((eb) => ({
          ...WAITING,
          state: "sending",
          claimed_at: instantText(at),
          next_at: instantText(lookUpAt),
          attempts: eb("attempts", "+", 1),
          stale: 0,
        }))
        .where("state", "=", "due")
        .executeTakeFirst();
      return claimed.numUpdatedRows === 1n;
    },

    async sent(workspace: string, key: string, channel: string, ts: string): Promise<void> {
      await of(workspace, key)
        .set({ ...WAITING, state: "sent", channel, ts, attempts: 0 })
        .execute();
    },

    /** What nobody knew of stands in the channel. */
    async found(
      workspace: string,
      key: string,
      claimedAt: Temporal.Instant,
      { channel, ts }: { channel: string; ts: string },
    ): Promise<void> {
      await ofClaim(workspace, key, claimedAt)
        .set({ ...WAITING, state: "sent", channel, ts, attempts: 0 })
        .execute();
    },

    async refused(workspace: string, key: string, reason: string): Promise<void> {
      await of(workspace, key)
        .set({ ...WAITING, state: "refused", reason })
        .execute();
    },

    /** Slack has surely not taken it: due again, from a moment on. */
    async postpone(workspace: string, key: string, until: Temporal.Instant): Promise<void> {
      await of(workspace, key)
        .set({ ...WAITING, state: "due", next_at: instantText(until) })
        .execute();
    },

    /** The channel takes no messages for now: due, with the reason why it waits. */
    async pause(workspace: string, key: string, reason: string, until: Temporal.Instant): Promise<void> {
      await of(workspace, key)
        .set({ ...WAITING, state: "due", reason, next_at: instantText(until) })
        .execute();
    },

    /** Nobody knows whether Slack took it: looked for from a moment on. */
    async unknown(
      workspace: string,
      key: string,
      claimedAt: Temporal.Instant,
      lookUpAt: Temporal.Instant,
    ): Promise<void> {
      await ofClaim(workspace, key, claimedAt)
        .set({ lease_until: null, state: "unknown", next_at: instantText(lookUpAt) })
        .execute();
    },

    /** Nobody knows, and nobody may look: the team decides, unless the right to look comes first. */
    async uncertain(
      workspace: string,
      key: string,
      claimedAt: Temporal.Instant,
      lookUpAt: Temporal.Instant,
    ): Promise<void> {
      await ofClaim(workspace, key, claimedAt)
        .set({ ...WAITING, state: "uncertain", next_at: instantText(lookUpAt) })
        .execute();
    },

    /** Slack has not taken it: due again. */
    async notFound(workspace: string, key: string, claimedAt: Temporal.Instant): Promise<void> {
      await ofClaim(workspace, key, claimedAt)
        .set({ ...WAITING, state: "due" })
        .execute();
    },

    /** The team wants an uncertain message again. */
    async postAgain(workspace: string, key: string): Promise<void> {
      await of(workspace, key)
        .set({ ...WAITING, state: "due" })
        .where("state", "=", "uncertain")
        .execute();
    },

    /** The team does not want an uncertain message again. */
    async dismiss(workspace: string, key: string, reason: string): Promise<void> {
      await of(workspace, key)
        .set({ ...WAITING, state: "refused", reason })
        .where("state", "=", "uncertain")
        .execute();
    },

    /**
     * The record may be older than what was posted, as after a backup: what is due may be in its channel since then, and is
     * looked for there before it is posted.
     */
    async presumePosted({ since, inOrder }: Gap, at: Temporal.Instant): Promise<void> {
      await db
        .updateTable("deliveries")
        .set(presumed({ since, inOrder }, at))
        .where("state", "=", "due")
        .execute();
    },

    /**
     * Whoever had claimed something is gone for good, as at the start of a server that has its file alone: what it was
     * posting is looked for once Slack has settled, and the message it was updating is updated again.
     */
    async releaseAllClaims(settledAt: Temporal.Instant): Promise<void> {
      const at = instantText(settledAt);
      await db
        .updateTable("deliveries")
        .set({ ...WAITING, state: "unknown", next_at: at })
        .where("state", "=", "sending")
        .execute();
      await db
        .updateTable("deliveries")
        .set({ lease_until: null, unsettled_until: at })
        .where("state", "=", "sent")
        .where("lease_until", "is not", null)
        .execute();
    },
  };
}
