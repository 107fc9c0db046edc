import { type Kysely, sql } from "kysely";
import { type Bet, type BetState, type FinalBet, isFinal } from "#domain/bets/bet.ts";
import type { Chosen, Dependency } from "#domain/bets/mandate.ts";
import type { SettledGroup } from "#domain/bets/settled-groups.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";
import { instantText, optional, identity } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import { betReader } from "./read-bets.ts";

const UNSETTLED = ["open", "provisional"];

type Period = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** What a bet must be to be listed; what is absent does not matter. `below`: with a smaller number. */
export type BetFilters = {
  readonly below?: number;
  readonly state?: BetState["kind"];
  readonly verdict?: Verdict["kind"];
  readonly keyResult?: string;
  readonly ids?: readonly string[];
};

/** A team's bets by time. Each query reads only the rows it returns, however long the history is. */
export function betHistory(db: Kysely<Tables>) {
  const read = betReader(db);
  const ofTeam = (workspace: string, team: string) =>
    db.selectFrom("bets").selectAll().where("workspace", "=", workspace).where("team", "=", team);
  const final = (workspace: string, team: string) => ofTeam(workspace, team).where("state", "=", "final");

  return {
    /** A team's final bets, in groups. The database counts them from an index that covers every column used. */
    async settledGroups(workspace: string, team: string): Promise<SettledGroup[]> {
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
        ...optional("forecast", row.confidence_median, identity),
        bets: Number(row.bets),
      }));
    },

    /** Whether the team has a verdict, provisional or final, on any bet but this one. */
    async anyOtherSettled(workspace: string, { team, id }: Pick<Bet, "team" | "id">): Promise<boolean> {
      const row = await db
        .selectFrom("bets")
        .select("id")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "in", ["provisional", "final"])
        .where("id", "!=", id)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Bets that became final from `from` (inclusive) to `until` (exclusive), in that order. */
    async settledWithin(workspace: string, team: string, { from, until }: Period): Promise<FinalBet[]> {
      const rows = await final(workspace, team)
        .where("settled_at", ">=", instantText(from))
        .where("settled_at", "<", instantText(until))
        .orderBy("settled_at")
        .orderBy("number")
        .execute();
      return (await read(rows)).filter(isFinal);
    },

    /** The last bets with a computed verdict that became final before `until`, latest first. */
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

    /** The latest final bets, latest first, and how many there are in all (counted up to `MAX_COUNTED` + 1). */
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

    /** The newest bets, newest first, and how many there are in all (counted up to `MAX_COUNTED` + 1). */
    async newestPage(
      workspace: string,
      team: string,
      limit: number,
    ): Promise<{ bets: Bet[]; total: number }> {
      const rows = await ofTeam(workspace, team).orderBy("number", "desc").limit(limit).execute();
      return { bets: await read(rows), total: await count(db, workspace, team) };
    },

    /** A team's bets that pass all of these filters, the highest number first, at most `limit`. */
    async matching(workspace: string, team: string, filters: BetFilters, limit: number): Promise<Bet[]> {
      const { below, state, verdict, keyResult, ids } = filters;
      let query = ofTeam(workspace, team);
      if (below !== undefined) query = query.where("number", "<", below);
      if (state !== undefined) query = query.where("state", "=", state);
      if (verdict !== undefined) query = query.where("verdict", "=", verdict);
      if (keyResult !== undefined) query = query.where("key_result", "=", keyResult);
      if (ids !== undefined) query = query.where("id", "in", ids.length > 0 ? ids : [""]);
      return read(await query.orderBy("number", "desc").limit(limit).execute());
    },

    /** Bets without a final verdict, newest first. */
    async unsettled(workspace: string, team: string): Promise<Bet[]> {
      const rows = await ofTeam(workspace, team).where("state", "in", UNSETTLED).execute();
      // Sorted here: with an `order by`, SQLite scans all bets by number instead of sorting these few.
      return read(rows.toSorted((a, b) => b.number - a.number));
    },

    /** Bets placed from `from` (inclusive) to `until` (exclusive), in that order. */
    async placedWithin(workspace: string, team: string, { from, until }: Period): Promise<Bet[]> {
      const rows = await ofTeam(workspace, team)
        .where("placed_at", ">=", instantText(from))
        .where("placed_at", "<", instantText(until))
        .orderBy("placed_at")
        .orderBy("number")
        .execute();
      return read(rows);
    },

    /** Bets that shipped from the first to the last of these days, in that order. */
    async shippedWithin(
      workspace: string,
      team: string,
      { from, until }: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
    ): Promise<Bet[]> {
      const rows = await ofTeam(workspace, team)
        .where("shipped_on", ">=", from.toString())
        .where("shipped_on", "<=", until.toString())
        .orderBy("shipped_on")
        .orderBy("number")
        .execute();
      return read(rows);
    },

    /** How many bets placed before `at` became final at `at` or later. */
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

    /** Bets that serve any of these key results, by number. */
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

    /** Bets that build on any of these learnings, by number. */
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

/** Counting stops one above this, which keeps it cheap: nobody pages through more. */
const MAX_COUNTED = 1_000;

async function count(db: Kysely<Tables>, workspace: string, team: string, state?: string): Promise<number> {
  const row = await db
    .selectFrom(
      db
        .selectFrom("bets")
        .select(sql.lit(1).as("one"))
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .$if(state !== undefined, (query) => query.where("state", "=", state ?? ""))
        .limit(MAX_COUNTED + 1)
        .as("counted"),
    )
    .select((eb) => eb.fn.countAll<number | string>().as("bets"))
    .executeTakeFirst();
  return Number(row?.bets ?? 0);
}
