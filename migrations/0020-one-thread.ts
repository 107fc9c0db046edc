import type { Kysely } from "kysely";

/**
 * One bet, one thread: replies that Slack also shows in the channel, as the summary of a retro was before. Whether a
 * retro was reopened: the team is asked only once whether one that nobody joined is worth another day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("deliveries")
    .addColumn("broadcast", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await (db as Kysely<{ deliveries: { kind: string; broadcast: number } }>)
    .updateTable("deliveries")
    .set({ broadcast: 1 })
    .where("kind", "=", "retro-summary")
    .execute();
  await db.schema
    .alterTable("retros")
    .addColumn("reopened", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
}
