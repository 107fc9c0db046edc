import { type Kysely, sql } from "kysely";

/**
 * What is to be drawn again and what waits are few among the many that were posted: each question reads them alone, however
 * long the record is.
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
