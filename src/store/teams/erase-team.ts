import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

/**
 * Deletes everything on record about a team, children before parents. The bytes are purged after the transaction. A
 * poll is the team's if its id teamIds one of the team's ids after the first slash: "confidence/<bet>".
 */
export const teamEraser =
  (db: Kysely<Tables>, onDestroyed: () => void) =>
  async (workspace: string, team: string): Promise<void> => {
    const idsOf = (table: "bets" | "objectives" | "retros" | "pulses") =>
      db.selectFrom(table).select("id").where("workspace", "=", workspace).where("team", "=", team);
    const teamIds = new Set([team]);
    for (const table of ["bets", "retros", "pulses"] as const)
      for (const { id } of await idsOf(table).execute()) teamIds.add(id);
    const polls = await db.selectFrom("polls").select("id").where("workspace", "=", workspace).execute();
    for (const { id: poll } of polls.filter(({ id }) => teamIds.has(id.split("/")[1] ?? ""))) {
      await db.deleteFrom("ballots").where("workspace", "=", workspace).where("poll", "=", poll).execute();
      await db.deleteFrom("polls").where("workspace", "=", workspace).where("id", "=", poll).execute();
    }

    for (const table of [
      "search_texts",
      "deliveries",
      "waits",
      "source_uses",
      "next_steps",
      "learnings",
      "pre_mortem_pools",
      "digests",
      "nudges",
      "silenced_nudges",
      "hand_quarters",
      "tokens",
      "idempotency_keys",
    ] as const)
      await db.deleteFrom(table).where("workspace", "=", workspace).where("team", "=", team).execute();
    for (const table of ["retro_themes", "pre_mortem_reasons"] as const)
      await db
        .deleteFrom(table)
        .where("workspace", "=", workspace)
        .where("retro", "in", idsOf("retros"))
        .execute();
    await db
      .deleteFrom("pulse_ratings")
      .where("workspace", "=", workspace)
      .where("pulse", "in", idsOf("pulses"))
      .execute();
    await db.deleteFrom("pulses").where("workspace", "=", workspace).where("team", "=", team).execute();
    await db.deleteFrom("retros").where("workspace", "=", workspace).where("team", "=", team).execute();
    for (const table of ["readings", "disputes", "amendments"] as const)
      await db
        .deleteFrom(table)
        .where("workspace", "=", workspace)
        .where("bet", "in", idsOf("bets"))
        .execute();
    await db.deleteFrom("bets").where("workspace", "=", workspace).where("team", "=", team).execute();
    await db
      .deleteFrom("key_results")
      .where("workspace", "=", workspace)
      .where("objective", "in", idsOf("objectives"))
      .execute();
    await db.deleteFrom("objectives").where("workspace", "=", workspace).where("team", "=", team).execute();
    await db.deleteFrom("teams").where("workspace", "=", workspace).where("id", "=", team).execute();
    onDestroyed();
  };
