import type { Kysely } from "kysely";

/**
 * Portable column types only: text for ids, ISO text for dates and instants, integers for booleans and counts, double
 * precision for measured values. No column holds a person; a ballot's voter is a keyed hash, deleted with its poll.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("teams")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("channel", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("time_zone", "text", (c) => c.notNull())
    .addColumn("digest_day", "integer", (c) => c.notNull())
    .addColumn("digest_time", "text", (c) => c.notNull())
    .addColumn("anonymity_threshold", "integer", (c) => c.notNull())
    .addColumn("next_bet_number", "integer", (c) => c.notNull())
    .addColumn("next_digest_at", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("teams_pk", ["workspace", "id"])
    .addUniqueConstraint("teams_channel", ["workspace", "channel"])
    .execute();
  await db.schema.createIndex("teams_digest_due").on("teams").column("next_digest_at").execute();

  await db.schema
    .createTable("objectives")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("from_day", "text", (c) => c.notNull())
    .addColumn("until_day", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("objectives_pk", ["workspace", "id"])
    .addForeignKeyConstraint("objectives_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("key_results")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("objective", "text", (c) => c.notNull())
    .addColumn("metric", "text", (c) => c.notNull())
    .addColumn("unit", "text", (c) => c.notNull())
    .addColumn("baseline", "double precision", (c) => c.notNull())
    .addColumn("target", "double precision", (c) => c.notNull())
    .addColumn("current", "double precision", (c) => c.notNull())
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("key_results_pk", ["workspace", "id"])
    .addForeignKeyConstraint("key_results_objective", ["workspace", "objective"], "objectives", [
      "workspace",
      "id",
    ])
    .execute();

  await db.schema
    .createTable("bets")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("number", "integer", (c) => c.notNull())
    .addColumn("title", "text", (c) => c.notNull())
    .addColumn("belief", "text", (c) => c.notNull())
    .addColumn("metric", "text", (c) => c.notNull())
    .addColumn("unit", "text", (c) => c.notNull())
    .addColumn("baseline", "double precision", (c) => c.notNull())
    .addColumn("target", "double precision", (c) => c.notNull())
    .addColumn("review_on", "text", (c) => c.notNull())
    .addColumn("guardrail", "text")
    .addColumn("key_result", "text")
    .addColumn("chosen", "text", (c) => c.notNull())
    .addColumn("dependency", "text")
    .addColumn("placed_at", "text", (c) => c.notNull())
    .addColumn("prompts", "integer", (c) => c.notNull())
    .addColumn("next_prompt_at", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("round", "integer", (c) => c.notNull())
    .addColumn("verdict", "text")
    .addColumn("final_value", "double precision")
    .addColumn("final_taken_on", "text")
    .addColumn("final_evidence", "text")
    .addColumn("final_note", "text")
    .addColumn("reason", "text")
    .addColumn("final_at", "text")
    .addColumn("settled_at", "text")
    .addPrimaryKeyConstraint("bets_pk", ["workspace", "id"])
    .addUniqueConstraint("bets_number", ["workspace", "team", "number"])
    .addForeignKeyConstraint("bets_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .addForeignKeyConstraint("bets_key_result", ["workspace", "key_result"], "key_results", [
      "workspace",
      "id",
    ])
    .execute();
  await db.schema.createIndex("bets_prompt_due").on("bets").column("next_prompt_at").execute();
  await db.schema.createIndex("bets_final_due").on("bets").column("final_at").execute();

  await db.schema
    .createTable("readings")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("value", "double precision", (c) => c.notNull())
    .addColumn("taken_on", "text", (c) => c.notNull())
    .addColumn("evidence", "text", (c) => c.notNull())
    .addColumn("note", "text")
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("readings_pk", ["workspace", "id"])
    .addForeignKeyConstraint("readings_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("readings_of_bet").on("readings").columns(["workspace", "bet"]).execute();

  await db.schema
    .createTable("disputes")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("round", "integer", (c) => c.notNull())
    .addColumn("reason", "text", (c) => c.notNull())
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("disputes_pk", ["workspace", "bet", "round"])
    .addForeignKeyConstraint("disputes_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("polls")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("sealed_key", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("polls_pk", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("ballots")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("poll", "text", (c) => c.notNull())
    .addColumn("voter", "text", (c) => c.notNull())
    .addColumn("answer", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("ballots_pk", ["workspace", "poll", "voter"])
    .addForeignKeyConstraint("ballots_poll", ["workspace", "poll"], "polls", ["workspace", "id"], (c) =>
      c.onDelete("cascade"),
    )
    .execute();

  await db.schema
    .createTable("retros")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("opened_at", "text", (c) => c.notNull())
    .addColumn("closes_at", "text")
    .addColumn("closed_at", "text")
    .addColumn("decision", "text")
    .addColumn("decision_again", "integer")
    .addColumn("decision_not_again", "integer")
    .addPrimaryKeyConstraint("retros_pk", ["workspace", "id"])
    .addUniqueConstraint("retros_one_a_bet", ["workspace", "bet"])
    .addForeignKeyConstraint("retros_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("retros_close_due").on("retros").column("closes_at").execute();

  await db.schema
    .createTable("retro_themes")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("retro", "text", (c) => c.notNull())
    .addColumn("theme", "text", (c) => c.notNull())
    .addColumn("votes", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("retro_themes_pk", ["workspace", "retro", "theme"])
    .addForeignKeyConstraint("retro_themes_retro", ["workspace", "retro"], "retros", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("learnings")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("votes", "integer", (c) => c.notNull())
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("learnings_pk", ["workspace", "id"])
    .addForeignKeyConstraint("learnings_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("next_steps")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("id", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("due_on", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("carried", "integer", (c) => c.notNull())
    .addColumn("added_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("next_steps_pk", ["workspace", "id"])
    .addForeignKeyConstraint("next_steps_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();

  await db.schema
    .createTable("deliveries")
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("key", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("thread_of", "text")
    .addColumn("position", "integer", (c) => c.notNull())
    .addColumn("due_at", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("lease_until", "text")
    .addColumn("channel", "text")
    .addColumn("ts", "text")
    .addColumn("stale", "integer", (c) => c.notNull())
    .addColumn("reason", "text")
    .addPrimaryKeyConstraint("deliveries_pk", ["workspace", "key"])
    .addForeignKeyConstraint("deliveries_team", ["workspace", "team"], "teams", ["workspace", "id"])
    .execute();
  await db.schema.createIndex("deliveries_due").on("deliveries").columns(["state", "due_at"]).execute();
}
