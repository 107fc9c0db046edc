import type { Kysely } from "kysely";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import { backlogOf } from "./backlog.ts";
import { instantText } from "#store/database/columns.ts";
import { deliveryChannels } from "./delivery-channels.ts";
import { toDelivery } from "./delivery-row.ts";
import { deliveryOutcomes, type Gap, presumedColumns } from "./delivery-outcomes.ts";
import { deliveryQueue } from "./delivery-queue.ts";
import { messageUpdates } from "./message-updates.ts";
import type { Tables } from "#store/database/tables.ts";

/** A delivery to enqueue: due, and not attempted yet. */
export type NewDelivery = Omit<Delivery, "state" | "attempts">;

/** `gap`: messages enqueued here may already be in their channel, so they are looked up first. */
export function deliveries(db: Kysely<Tables>, gap?: Gap) {
  return {
    ...deliveryChannels(db),
    ...deliveryQueue(db),
    ...deliveryOutcomes(db),
    ...messageUpdates(db),
    ...backlogOf(db),

    /** Adds it if its key is new; otherwise changes nothing. */
    async enqueue(delivery: NewDelivery): Promise<void> {
      await db
        .insertInto("deliveries")
        .values((eb) => ({
          workspace: delivery.workspace,
          key: delivery.key,
          team: delivery.team,
          kind: delivery.kind,
          subject: delivery.subject,
          thread_of: delivery.threadOf ?? null,
          broadcast: delivery.alsoInChannel ? 1 : 0,
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
          claimed_at: null,
          next_at: null,
          unsettled_until: null,
          attempts: 0,
          ...(gap && presumedColumns(gap, delivery.dueAt)),
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

    /** The subject of the team's last digest before `subject`. A digest's subject is its time, which sorts as text. */
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

    /** The delivery that was posted as this message. */
    async findByMessage(workspace: string, channel: string, ts: string): Promise<Delivery | undefined> {
      const row = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("channel", "=", channel)
        .where("ts", "=", ts)
        .executeTakeFirst();
      return row && toDelivery(row);
    },

    /** A team's paused messages and those that may not have arrived, for the team to see. */
    async blocked(workspace: string, team: string): Promise<Delivery[]> {
      const rows = await db
        .selectFrom("deliveries")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where((eb) =>
          eb.or([
            eb("state", "=", "uncertain"),
            eb.and([eb("state", "=", "due"), eb("reason", "is not", null)]),
          ]),
        )
        .orderBy("position")
        .execute();
      return rows.map(toDelivery);
    },
  };
}
