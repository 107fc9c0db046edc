import type { Kysely } from "kysely";

/** Columns for looking up deliveries of unknown outcome, and for when to try again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const table = db.schema.alterTable("deliveries");
  await table.addColumn("claimed_at", "text").execute();
  await table.addColumn("next_at", "text").execute();
  await table.addColumn("unsettled_until", "text").execute();
  await table.addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0)).execute();
  await db.schema
    .createIndex("deliveries_of_team")
    .on("deliveries")
    .columns(["workspace", "team", "state", "position"])
    .execute();
  // Due deliveries are queried in order, one at a time, so the index provides the order.
  await db.schema.dropIndex("deliveries_due").execute();
  await db.schema
    .createIndex("deliveries_in_order")
    .on("deliveries")
    .columns(["state", "position"])
    .execute();
}
