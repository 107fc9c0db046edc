import type { Kysely } from "kysely";
import { instantText } from "#store/database/columns.ts";
import { PRESUMED_POSTED } from "./delivery-row.ts";
import type { Tables } from "#store/database/tables.ts";

/** When it was claimed, and when to look it up if no outcome was recorded. */
type Claim = { readonly at: Temporal.Instant; readonly lookUpAt: Temporal.Instant };

/**
 * The database may lack messages posted after `since`, for instance because a backup was restored. `inOrder`: the
 * process that wrote it shut down cleanly.
 */
export type Gap = { readonly since: Temporal.Instant; readonly inOrder: boolean };

export const presumedColumns = ({ since, inOrder }: Gap, at: Temporal.Instant) => ({
  state: "unknown",
  claimed_at: instantText(since),
  next_at: instantText(at),
  reason: inOrder ? PRESUMED_POSTED : null,
});

const RESET = { lease_until: null, next_at: null, reason: null } as const;

/** Records what happens to a delivery. */
export function deliveryOutcomes(db: Kysely<Tables>) {
  const update = (workspace: string, key: string) =>
    db.updateTable("deliveries").where("workspace", "=", workspace).where("key", "=", key);
  /** Changes nothing if somebody has claimed it again: the new claim knows better. */
  const updateClaimed = (workspace: string, key: string, claimedAt: Temporal.Instant) =>
    update(workspace, key)
      .where("state", "in", ["sending", "unknown", "uncertain"])
      .where("claimed_at", "=", instantText(claimedAt));

  return {
    /**
     * Claims a due delivery for one replica. If no outcome is recorded, it is looked up in the channel from `lookUpAt`
     * on; it doesn't become due again by itself.
     */
    async claim(workspace: string, key: string, { at, lookUpAt }: Claim): Promise<boolean> {
      const claimed = await update(workspace, key)
        .set((eb) => ({
          ...RESET,
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
      await update(workspace, key)
        .set({ ...RESET, state: "sent", channel, ts, attempts: 0 })
        .execute();
    },

    /** A delivery of unknown outcome was found in the channel. */
    async found(
      workspace: string,
      key: string,
      claimedAt: Temporal.Instant,
      { channel, ts }: { channel: string; ts: string },
    ): Promise<void> {
      await updateClaimed(workspace, key, claimedAt)
        .set({ ...RESET, state: "sent", channel, ts, attempts: 0 })
        .execute();
    },

    async refused(workspace: string, key: string, reason: string): Promise<void> {
      await update(workspace, key)
        .set({ ...RESET, state: "refused", reason })
        .execute();
    },

    /** Slack has certainly not taken it: due again from `until` on. */
    async postpone(workspace: string, key: string, until: Temporal.Instant): Promise<void> {
      await update(workspace, key)
        .set({ ...RESET, state: "due", next_at: instantText(until) })
        .execute();
    },

    /** The channel takes no messages for now: tried again from `until` on. */
    async pause(workspace: string, key: string, reason: string, until: Temporal.Instant): Promise<void> {
      await update(workspace, key)
        .set({ ...RESET, state: "due", reason, next_at: instantText(until) })
        .execute();
    },

    /** It is unknown whether Slack took it: looked up from `lookUpAt` on. */
    async unknown(
      workspace: string,
      key: string,
      claimedAt: Temporal.Instant,
      lookUpAt: Temporal.Instant,
    ): Promise<void> {
      await updateClaimed(workspace, key, claimedAt)
        .set({ lease_until: null, state: "unknown", next_at: instantText(lookUpAt) })
        .execute();
    },

    /**
     * It is unknown whether Slack took it, and the channel's history can't be read. The team decides, unless a look-up
     * from `lookUpAt` on succeeds first.
     */
    async uncertain(
      workspace: string,
      key: string,
      claimedAt: Temporal.Instant,
      lookUpAt: Temporal.Instant,
    ): Promise<void> {
      await updateClaimed(workspace, key, claimedAt)
        .set({ ...RESET, state: "uncertain", next_at: instantText(lookUpAt) })
        .execute();
    },

    /** It isn't in the channel, so Slack hasn't taken it: due again. */
    async notFound(workspace: string, key: string, claimedAt: Temporal.Instant): Promise<void> {
      await updateClaimed(workspace, key, claimedAt)
        .set({ ...RESET, state: "due" })
        .execute();
    },

    /** The team wants an uncertain message posted again. */
    async postAgain(workspace: string, key: string): Promise<void> {
      await update(workspace, key)
        .set({ ...RESET, state: "due" })
        .where("state", "=", "uncertain")
        .execute();
    },

    /** The team doesn't want an uncertain message posted again. */
    async dismiss(workspace: string, key: string, reason: string): Promise<void> {
      await update(workspace, key)
        .set({ ...RESET, state: "refused", reason })
        .where("state", "=", "uncertain")
        .execute();
    },

    /**
     * The database may be older than what was posted, for instance a restored backup. Messages that are due may already
     * be in their channel, so each is looked up before it is posted.
     */
    async presumePosted({ since, inOrder }: Gap, at: Temporal.Instant): Promise<void> {
      await db
        .updateTable("deliveries")
        .set(presumedColumns({ since, inOrder }, at))
        .where("state", "=", "due")
        .execute();
    },

    /**
     * Releases every claim. For the startup of a database's only server: the processes that held them are gone. What
     * they were posting is looked up once Slack can no longer carry it out; what they were updating is updated again.
     */
    async releaseAllClaims(settledAt: Temporal.Instant): Promise<void> {
      const at = instantText(settledAt);
      await db
        .updateTable("deliveries")
        .set({ ...RESET, state: "unknown", next_at: at })
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
