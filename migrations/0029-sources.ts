import type { Kysely } from "kysely";

/**
 * Where the number of a bet or a key result comes from: the name of a metric source that the operator defined. For each
 * of them, when it is fetched next, the latest number that it proposed, and since when it has failed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("bets").addColumn("source", "text").execute();
  await db.schema.alterTable("key_results").addColumn("source", "text").execute();
  await db.schema
    .createTable("source_uses")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("source", "text", (c) => c.notNull())
    .addColumn("next_fetch_at", "text", (c) => c.notNull())
    .addColumn("proposal", "text")
    .addColumn("value", "double precision")
    .addColumn("day", "text")
    .addColumn("evidence", "text")
    .addColumn("significant", "integer")
    .addColumn("interval_from", "double precision")
    .addColumn("interval_to", "double precision")
    .addColumn("failure", "text")
    .addColumn("failing_since", "text")
    .addColumn("failed_on", "text")
    .addColumn("failed_days", "integer")
    .addPrimaryKeyConstraint("source_uses_pk", ["workspace", "kind", "subject"])
    .addForeignKeyConstraint("source_uses_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("source_uses_due").on("source_uses").column("next_fetch_at").execute();
}
