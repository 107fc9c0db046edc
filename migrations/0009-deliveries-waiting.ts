import { type Kysely, sql } from "kysely";

/**
 * Indexes for messages to update and for waiting deliveries. Both are few among all that were posted, so queries stay
 * fast however long the history is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex("deliveries_to_redraw")
    .on("deliveries")
    .columns(["state", "position"])
    .where(sql<boolean>`stale > 0`)
    .execute();
  await db.schema
    .createIndex("deliveries_waiting")
    .on("deliveries")
    .column("next_at")
    .where("next_at", "is not", null)
    .execute();
  await db.schema.dropIndex("deliveries_in_order").execute();
  await db.schema
    .createIndex("deliveries_in_order")
    .on("deliveries")
    .columns(["state", "position", "kind"])
    .execute();
}
