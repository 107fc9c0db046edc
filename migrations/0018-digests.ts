import { type Kysely, sql } from "kysely";

/**
 * What each digest tells, or that its week was quiet; whether a team wants a line in quiet weeks; and when a next step
 * was dropped.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("digests")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("moment", "text", (c) => c.notNull())
    .addColumn("quiet", "integer", (c) => c.notNull())
    .addColumn("content", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("digests_pk", ["workspace", "key"])
    .addForeignKeyConstraint("digests_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema
    .createIndex("digests_of_team")
    .on("digests")
    .columns(["workspace", "team", "moment"])
    .execute();
  await db.schema
    .alterTable("teams")
    .addColumn("posts_quiet_weeks", "integer", (c) => c.notNull().defaultTo(sql`0`))
    .execute();
  await db.schema.alterTable("next_steps").addColumn("dropped_at", "text").execute();
}
