import type { Kysely } from "kysely";

/** Pulses, and how many people gave each rating. No column holds a single answer: answers are ballots. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("teams")
    .addColumn("asks_pulse", "integer", (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable("teams").addColumn("next_pulse_from", "text").execute();

  await db.schema
    .createTable("pulses")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("opened_at", "text", (c) => c.notNull())
    .addColumn("shows_from", "integer", (c) => c.notNull())
    .addColumn("occasion", "text")
    .addColumn("closes_at", "text")
    .addColumn("closed_at", "text")
    .addColumn("result", "text")
    .addColumn("answered", "integer")
    .addColumn("could_answer", "integer")
    .addPrimaryKeyConstraint("pulses_pk", ["workspace", "id"])
    .addForeignKeyConstraint("pulses_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("pulses_close_due").on("pulses").column("closes_at").execute();
  await db.schema.createIndex("pulses_of_team").on("pulses").columns(["workspace", "team"]).execute();

  await db.schema
    .createTable("pulse_ratings")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("pulse", "text", (c) => c.notNull())
    .addColumn("question", "text", (c) => c.notNull())
    .addColumn("rating", "integer", (c) => c.notNull())
    .addColumn("votes", "integer", (c) => c.notNull())
    .addColumn("basis", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("pulse_ratings_pk", ["workspace", "pulse", "question", "rating"])
    .addForeignKeyConstraint("pulse_ratings_pulse", ["workspace", "pulse"], "pulses", ["workspace", "id"])
    .execute();
}
