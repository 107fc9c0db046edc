import type { Kysely } from "kysely";

/** The nudge in each digest, with its numbers, and the kinds that a team has silenced for now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("nudges")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("told_at", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("numbers", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("nudges_pk", ["workspace", "team", "told_at"])
    .addForeignKeyConstraint("nudges_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("silenced_nudges")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("until_day", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("silenced_nudges_pk", ["workspace", "team", "kind"])
    .addForeignKeyConstraint("silenced_nudges_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
}
