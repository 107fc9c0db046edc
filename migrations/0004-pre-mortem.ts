import type { Kysely } from "kysely";

/**
 * Pre-mortems: unsealed texts, mixed, and the quarters that have a pool of texts too few to show by themselves. Sealed
 * texts are ballots.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("retros").addColumn("pre_mortem", "text").execute();
  await db.schema.createIndex("retros_pre_mortem").on("retros").column("pre_mortem").execute();

  await db.schema
    .createTable("pre_mortem_reasons")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("retro", "text", (c) => c.notNull())
    .addColumn("place", "integer", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("votes", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("pre_mortem_reasons_pk", ["workspace", "retro", "place"])
    .addForeignKeyConstraint("pre_mortem_reasons_retro", ["workspace", "retro"], "retros", [
      "workspace",
      "id",
    ])
    .execute();

  await db.schema
    .createTable("pre_mortem_pools")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("quarter", "text", (c) => c.notNull())
    .addColumn("ends_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pre_mortem_pools_pk", ["workspace", "team", "quarter"])
    .addForeignKeyConstraint("pre_mortem_pools_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("pre_mortem_pools_due").on("pre_mortem_pools").column("ends_at").execute();
}
