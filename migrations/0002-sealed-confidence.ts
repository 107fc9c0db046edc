import type { Kysely } from "kysely";

/**
 * A bet's sealed forecast, and amendments of its terms. No column holds a single vote: votes are ballots, which are
 * deleted when the poll closes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One statement per column, because SQLite adds one at a time. Existing bets have no poll and unfrozen terms.
  await db.schema
    .alterTable("bets")
    .addColumn("terms_frozen", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("bets").addColumn("confidence_closes_at", "text").execute();
  await db.schema.alterTable("bets").addColumn("confidence", "text").execute();
  await db.schema.alterTable("bets").addColumn("confidence_median", "double precision").execute();
  await db.schema.alterTable("bets").addColumn("confidence_lowest", "double precision").execute();
  await db.schema.alterTable("bets").addColumn("confidence_highest", "double precision").execute();
  await db.schema.alterTable("bets").addColumn("confidence_answered", "integer").execute();
  await db.schema.createIndex("bets_confidence_due").on("bets").column("confidence_closes_at").execute();

  await db.schema
    .createTable("amendments")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("version", "integer", (c) => c.notNull())
    .addColumn("metric", "text", (c) => c.notNull())
    .addColumn("unit", "text", (c) => c.notNull())
    .addColumn("baseline", "double precision", (c) => c.notNull())
    .addColumn("target", "double precision", (c) => c.notNull())
    .addColumn("review_on", "text", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("amendments_pk", ["workspace", "bet", "version"])
    .addForeignKeyConstraint("amendments_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();
}
