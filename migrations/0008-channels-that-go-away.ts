import type { Kysely } from "kysely";

/** Retries, with backoff, of jobs whose channel can't be read; and what the process records for its next start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("waits")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull())
    .addColumn("next_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("waits_pk", ["workspace", "subject"])
    .addForeignKeyConstraint("waits_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema
    .createTable("marks")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();
}
