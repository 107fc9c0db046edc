import type { Kysely } from "kysely";

/**
 * A bet's life between being placed and being measured: the day its change reached users, how many days after that its
 * review is (if it counts from shipping), and when to ask for a first reading.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("bets").addColumn("shipped_on", "text").execute();
  await db.schema.alterTable("bets").addColumn("review_after_shipping", "integer").execute();
  await db.schema.alterTable("bets").addColumn("halfway_at", "text").execute();
  // Whether an experiment's difference was significant, as the team says.
  await db.schema.alterTable("bets").addColumn("final_significant", "integer").execute();
  await db.schema.alterTable("readings").addColumn("significant", "integer").execute();
  await db.schema
    .createIndex("bets_shipped")
    .on("bets")
    .columns(["workspace", "team", "shipped_on"])
    .execute();
  await db.schema.createIndex("bets_halfway_due").on("bets").column("halfway_at").execute();
}
