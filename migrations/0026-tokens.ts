import type { Kysely } from "kysely";

/** Secrets that open the API or a calendar: only their hashes. No column says who made or used one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("tokens")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text")
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("scopes", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("created_on", "text", (c) => c.notNull())
    .addColumn("last_used_on", "text")
    .addPrimaryKeyConstraint("tokens_pk", ["workspace", "id"])
    .addForeignKeyConstraint("tokens_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("tokens_by_id").on("tokens").column("id").execute();
  await db.schema.createIndex("tokens_of_team").on("tokens").columns(["workspace", "team"]).execute();
}
