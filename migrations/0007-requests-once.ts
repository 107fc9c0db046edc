import type { Kysely } from "kysely";

/** Requests from Slack handled in the last days: a hash and a day, which reveal neither the sender nor the time. */
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
