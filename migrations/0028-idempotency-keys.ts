import type { Kysely } from "kysely";

/**
 * What the API answered to requests with an `Idempotency-Key`, for a day. `status` is null while the request runs. `team`
 * and `bet`: what the answer is about, so that it goes when they go.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("idempotency_keys")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .addColumn("request", "text", (c) => c.notNull())
    .addColumn("new_id", "text", (c) => c.notNull())
    .addColumn("claimed_at", "text", (c) => c.notNull())
    .addColumn("team", "text")
    .addColumn("bet", "text")
    .addColumn("status", "integer")
    .addColumn("body", "text")
    .addPrimaryKeyConstraint("idempotency_keys_pk", ["workspace", "hash"])
    .execute();
  await db.schema
    .createIndex("idempotency_keys_claimed")
    .on("idempotency_keys")
    .column("claimed_at")
    .execute();
}
