import { type Kysely, sql } from "kysely";
import { type Bet, type FinalBet, isFinal } from "#domain/bets/bet.ts";
import type { Chosen, Dependency } from "#domain/bets/mandate.ts";
import type { SettledGroup } from "#domain/bets/settled-groups.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";
import { instantText, optional, same } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import { betReader } from "./read-bets.ts";

const UNSETTLED = ["open", "provisional"];

type Period = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** The bets of a team by time: each query reads the rows that are asked for, however long the history is. */
export function betHistory(db: Kysely<Tables>) {
  const read = betReader(db);
  const ofTeam = (workspace: string, team: string) =>
    db.selectFrom("bets").selectAll().where("workspace", "=", workspace).where("team", "=", team);
  const final = (workspace: string, team: string) => ofTeam(workspace, team).where("state", "=", "final");

  return {
    /** Every final bet of a team, in groups. The database counts along an index that has all of their columns. */
    async record(workspace: string, team: string): Promise<SettledGroup[]> {
      const rows = await db
        .selectFrom("bets")
        .select([
          "verdict",
          "chosen",
          "dependency",
          "confidence_median",
          (eb) => eb.fn.countAll<number | string>().as("bets"),
        ])
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "=", "final")
        .groupBy(["verdict", "chosen", "dependency", "confidence_median"])
        .execute();
      return rows.map((row) => ({
        verdict: row.verdict as Verdict["kind"],
        mandate: {
          chosen: row.chosen as Chosen,
          ...optional("dependency", row.dependency, (dependency) => dependency as Dependency),
        },
        ...optional("forecast", row.confidence_median, same),
        bets: Number(row.bets),
      }));
    },

    /** Bets that became final from `from` (included) to `until` (not included), in the order in which they did. */
    async settledWithin(workspace: string, team: string, { from, until }: Period): Promise<FinalBet[]> {
      const rows = await final(workspace, team)
        .where("settled_at", ">=", instantText(from))
        .where("settled_at", "<", instantText(until))
        .orderBy("settled_at")
        .orderBy("number")
        .execute();
      return (await read(rows)).filter(isFinal);
    },

    /** The last bets with a computed verdict that became final before a moment, the latest first. */
    async lastMeasured(
      workspace: string,
      team: string,
      { until, limit }: { readonly until: Temporal.Instant; readonly limit: number },
    ): Promise<FinalBet[]> {
      const rows = await final(workspace, team)
        .where("settled_at", "<", instantText(until))
        .where("final_value", "is not", null)
        .orderBy("settled_at", "desc")
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return (await read(rows)).filter(isFinal);
    },

    /** A page of the final bets, the newest verdict first, and how many there are, up to a thousand. */
    async settledPage(
      workspace: string,
      team: string,
      limit: number,
    ): Promise<{ bets: Bet[]; total: number }> {
      const rows = await final(workspace, team)
        .orderBy("settled_at", "desc")
        .orderBy("number", "desc")
        .limit(limit)
        .execute();
      return { bets: await read(rows), total: await count(db, workspace, team, "final") };
    },

    /** A page of all bets, the newest first, and how many there are, up to a thousand. */
    async newestPage(
      workspace: string,
      team: string,
      limit: number,
    ): Promise<{ bets: Bet[]; total: number }> {
      const rows = await ofTeam(workspace, team).orderBy("number", "desc").limit(limit).execute();
      return { bets: await read(rows), total: await count(db, workspace, team) };
    },

    /** Bets without a final verdict, the newest first. */
    async unsettled(workspace: string, team: string): Promise<Bet[]> {
      const rows = await ofTeam(workspace, team).where("state", "in", UNSETTLED).execute();
      // Sorted here: SQLite would rather walk through every bet by number than sort a few.
      return read(rows.toSorted((a, b) => b.number - a.number));
    },

    /** Bets that were placed from `from` (included) to `until` (not included), in the order in which they were. */
    async placedWithin(workspace: string, team: string, { from, until }: Period): Promise<Bet[]> {
      const rows = await ofTeam(workspace, team)
        .where("placed_at", ">=", instantText(from))
        .where("placed_at", "<", instantText(until))
        .orderBy("placed_at")
        .orderBy("number")
        .execute();
      return read(rows);
    },

    /** How many bets that were placed before a moment became final at it or later. */
    async settledLater(workspace: string, team: string, at: Temporal.Instant): Promise<number> {
      const row = await db
        .selectFrom("bets")
        .select((eb) => eb.fn.countAll<number | string>().as("bets"))
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "=", "final")
        .where("settled_at", ">=", instantText(at))
        .where("placed_at", "<", instantText(at))
        .executeTakeFirst();
      return Number(row?.bets ?? 0);
    },

    /** Bets that serve one of some key results, by number. */
    async serving(workspace: string, keyResults: readonly string[]): Promise<Bet[]> {
      if (keyResults.length === 0) return [];
      const rows = await db
        .selectFrom("bets")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("key_result", "in", keyResults)
        .orderBy("number")
        .execute();
      return read(rows);
    },

    /** Bets that build on one of some learnings, by number. */
    async citing(workspace: string, learnings: readonly string[]): Promise<Bet[]> {
      if (learnings.length === 0) return [];
      const rows = await db
        .selectFrom("bets")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("cites", "in", learnings)
        .orderBy("number")
        .execute();
      return read(rows);
    },
  };
}

/** Counted up to one more than this: nobody reads so many. */
const MOST_COUNTED = 1_000;

async function count(db: Kysely<Tables>, workspace: string, team: string, state?: string): Promise<number> {
  const row = await db
    .selectFrom(
      db
        .selectFrom("bets")
        .select(sql.lit(1).as("one"))
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .$if(state !== undefined, (query) => query.where("state", "=", state ?? ""))
        .limit(MOST_COUNTED + 1)
        .as("counted"),
    )
    .select((eb) => eb.fn.countAll<number | string>().as("bets"))
    .executeTakeFirst();
  return Number(row?.bets ?? 0);
}
