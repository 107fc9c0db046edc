import type { Kysely } from "kysely";

/** The learning that a bet builds on. No foreign key: a team's learnings are erased before its bets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("bets").addColumn("cites", "text").execute();
}
