import type { Kysely } from "kysely";

/** A poll keeps the threshold that it was opened with: one that is lowered later shows nothing of what was said before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("polls")
    .addColumn("shows_from", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
}
