import type { Kysely } from "kysely";
import type { Delivery, DeliveryKind, DeliveryState } from "#domain/delivery.ts";
import { instant, instantText, optional, same } from "./columns.ts";
import type { DeliveryRow, Tables } from "./rows.ts";

export function deliveries(db: Kysely<Tables>) {
  const of = (workspace: string, key: string) =>
    db.updateTable("deliveries").where("workspace", "=", workspace).where("key", "=", key);

  return {
    /** Owed once: a key that is there already stays as it is. */
    async owe(delivery: Omit<Delivery, "state">): Promise<void> {
      await db
        .insertInto("deliveries")
        .values((eb) => ({
          workspace: delivery.workspace,
          key: delivery.key,
          team: delivery.team,
          kind: delivery.kind,
          subject: delivery.subject,
          thread_of: delivery.threadOf ?? null,
          position: eb
            .selectFrom("deliveries")
            .where("workspace", "=", delivery.workspace)
            .select((last) =>
              last(last.fn.coalesce(last.fn.max("position"), last.lit(0)), "+", 1).as("position"),
            ),
          due_at: instantText(delivery.dueAt),
          state: "due",
          lease_until: null,
          channel: null,
          ts: null,
          stale: 0,
          reason: null,
        }))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async find(workspace: string, key: string): Promise<Delivery | undefined> {
      const row = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("key", "=", key)
        .executeTakeFirst();
      return row && toDelivery(row);
    },

    /** The subject of a team's last digest before a subject; digests are told apart by their moment, which sorts as text. */
    async digestBefore(workspace: string, team: string, subject: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("deliveries")
        .select("subject")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("kind", "=", "digest")
        .where("state", "!=", "refused")
        .where("subject", "<", subject)
        .orderBy("subject", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.subject;
    },

    /** What was posted as this message. */
    async postedAs(workspace: string, channel: string, ts: string): Promise<Delivery | undefined> {
      const row = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("channel", "=", channel)
        .where("ts", "=", ts)
        .executeTakeFirst();
      return row && toDelivery(row);
    },

    /** The subject has changed: the message, posted or about to be, is to be drawn again. */
    async touch(workspace: string, key: string): Promise<void> {
      await of(workspace, key).set({ stale: 1 }).execute();
    },

    /** A bet was settled: what asked for its final reading says so now. */
    async touchPrompts(workspace: string, bet: string): Promise<void> {
      await db
        .updateTable("deliveries")
        .set({ stale: 1 })
        .where("workspace", "=", workspace)
        .where("kind", "=", "review-prompt")
        .where("subject", "=", bet)
        .execute();
    },

    /** What every workspace is owed by now, in the order in which it became so: the messenger's question. */
    async owed(now: Temporal.Instant): Promise<Delivery[]> {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where((eb) =>
          eb.or([
            eb.and([eb("state", "=", "due"), eb("due_at", "<=", instantText(now))]),
            eb.and([eb("state", "=", "sent"), eb("stale", "=", 1)]),
          ]),
        )
        .orderBy("position")
        .execute();
      return rows.map(toDelivery);
    },

    /** Gives a due delivery to one replica. */
    async claim(workspace: string, key: string, leaseUntil: Temporal.Instant): Promise<boolean> {
      const claimed = await of(workspace, key)
        .set({ state: "sending", lease_until: instantText(leaseUntil), stale: 0 })
        .where("state", "=", "due")
        .executeTakeFirst();
      return claimed.numUpdatedRows === 1n;
    },

    /** Gives the redrawing of a posted message to one replica. */
    async claimRedraw(workspace: string, key: string): Promise<boolean> {
      const claimed = await of(workspace, key)
        .set({ stale: 0 })
        .where("state", "=", "sent")
        .where("stale", "=", 1)
        .executeTakeFirst();
      return claimed.numUpdatedRows === 1n;
    },

    async sent(workspace: string, key: string, channel: string, ts: string): Promise<void> {
      await of(workspace, key).set({ state: "sent", channel, ts, lease_until: null }).execute();
    },

    async refused(workspace: string, key: string, reason: string): Promise<void> {
      await of(workspace, key).set({ state: "refused", reason, lease_until: null }).execute();
    },

    async unknown(workspace: string, key: string): Promise<void> {
      await of(workspace, key).set({ state: "unknown", lease_until: null }).execute();
    },

    async postpone(workspace: string, key: string, dueAt: Temporal.Instant): Promise<void> {
      await of(workspace, key)
        .set({ state: "due", due_at: instantText(dueAt), lease_until: null })
        .execute();
    },
  };
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    key: row.key,
    workspace: row.workspace,
    team: row.team,
    kind: row.kind as DeliveryKind,
    subject: row.subject,
    ...optional("threadOf", row.thread_of, same),
    dueAt: instant(row.due_at),
    state: toState(row),
  };
}

function toState(row: DeliveryRow): DeliveryState {
  if (row.ts !== null && row.channel !== null)
    return { kind: "sent", channel: row.channel, ts: row.ts, stale: row.stale === 1 };
  if (row.lease_until !== null) return { kind: "sending", leaseUntil: instant(row.lease_until) };
  if (row.reason !== null) return { kind: "refused", reason: row.reason };
  return row.state === "unknown" ? { kind: "unknown" } : { kind: "due" };
}
