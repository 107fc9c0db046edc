import type { Kysely } from "kysely";

/**
 * Participation: how a quarter's acts spread over people. Counts per person are ballots, under a key that is deleted
 * when the quarter ends. This table says nothing about any one person: it has the acts by kind, and their spread.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("hand_quarters")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("quarter", "text", (c) => c.notNull())
    .addColumn("ends_at", "text")
    .addColumn("placed", "integer", (c) => c.notNull())
    .addColumn("measured", "integer", (c) => c.notNull())
    .addColumn("settled", "integer", (c) => c.notNull())
    .addColumn("learned", "integer", (c) => c.notNull())
    .addColumn("looked_at", "text")
    .addColumn("took_part", "integer")
    .addColumn("could_have", "integer")
    .addColumn("entries", "integer")
    .addColumn("greatest", "integer")
    .addPrimaryKeyConstraint("hand_quarters_pk", ["workspace", "team", "quarter"])
    .addForeignKeyConstraint("hand_quarters_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("hand_quarters_due").on("hand_quarters").column("ends_at").execute();
}
