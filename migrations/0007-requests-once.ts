import type { Kysely } from "kysely";

/** Which requests of Slack's were taken, for some days. A hash and a day: nothing in it tells whose they were, or when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("requests")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("taken_on", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("requests_pk", ["workspace", "hash"])
    .execute();
  await db.schema.createIndex("requests_old").on("requests").column("taken_on").execute();
}
