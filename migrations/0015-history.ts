import type { Kysely } from "kysely";

/** Indexes that keep the cost of a team's views constant, however long its history is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute();
  // Covers the track record's query, in the order of its groups.
  await index("bets_record", "bets", [
    "workspace",
    "team",
    "state",
    "verdict",
    "chosen",
    "dependency",
    "confidence_median",
  ]);
  await index("bets_settled", "bets", ["workspace", "team", "state", "settled_at"]);
  await index("bets_placed", "bets", ["workspace", "team", "placed_at", "settled_at"]);
  await index("bets_serving", "bets", ["workspace", "key_result"]);
  await index("bets_citing", "bets", ["workspace", "cites"]);
  await index("retros_closed", "retros", ["workspace", "team", "closed_at"]);
  await index("retros_pooled", "retros", ["workspace", "team", "pre_mortem", "opened_at"]);
  await index("learnings_of_team", "learnings", ["workspace", "team", "added_at"]);
  await index("learnings_of_bet", "learnings", ["workspace", "bet"]);
  await index("next_steps_of_team", "next_steps", ["workspace", "team", "state"]);
  await index("next_steps_of_bet", "next_steps", ["workspace", "bet"]);
}
