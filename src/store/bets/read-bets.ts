import type { Kysely } from "kysely";
import type { Bet } from "#domain/bets/bet.ts";
import type { Tables } from "#store/database/tables.ts";
import type { BetRow } from "./rows.ts";
import { toBet } from "./bet-row.ts";

/** Turns rows into bets, each with its last amendment. */
export const betReader =
  (db: Kysely<Tables>) =>
  async (rows: readonly BetRow[]): Promise<Bet[]> => {
    if (rows.length === 0) return [];
    const amendments = await db
      .selectFrom("amendments")
      .selectAll()
      .where("workspace", "in", [...new Set(rows.map(({ workspace }) => workspace))])
      .where(
        "bet",
        "in",
        rows.map(({ id }) => id),
      )
      .orderBy("version")
      .execute();
    if (amendments.length === 0) return rows.map((row) => toBet(row, undefined));
    const lastAmendment = ({ workspace, id }: BetRow) =>
      amendments.findLast((amendment) => amendment.workspace === workspace && amendment.bet === id);
    return rows.map((row) => toBet(row, lastAmendment(row)));
  };
