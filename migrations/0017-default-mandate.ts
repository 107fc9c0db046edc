import type { Kysely } from "kysely";

/** Who chooses a team's bets as a rule: the form's default. Kinds are text without a constraint. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("teams")
    .addColumn("default_chosen", "text", (c) => c.notNull().defaultTo("we-chose"))
    .execute();
}
