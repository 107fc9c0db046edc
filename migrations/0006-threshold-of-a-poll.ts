import type { Kysely } from "kysely";

/** A poll keeps the threshold it was opened with, so that lowering the team's later reveals no earlier answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("polls")
    .addColumn("shows_from", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
}
