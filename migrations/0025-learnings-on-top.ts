import type { Kysely } from "kysely";

/** When the team put a learning on top, if it is there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("learnings").addColumn("kept_at", "text").execute();
}
