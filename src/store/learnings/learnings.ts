import { type Kysely, sql } from "kysely";
import { instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { LearningRow } from "./rows.ts";
import { indexLearnings } from "#store/search/search-index.ts";
import type { Learning } from "#domain/learnings/learning.ts";

/** A learning's place among its team's. */
export type LearningPlace = Pick<Learning, "addedAt" | "id">;

export function learnings(db: Kysely<Tables>) {
  const inWorkspace = (workspace: string) =>
    db.selectFrom("learnings").selectAll().where("workspace", "=", workspace);
  async function ofBets(workspace: string, bets: readonly string[]): Promise<Learning[]> {
    if (bets.length === 0) return [];
    const rows = await inWorkspace(workspace).where("bet", "in", bets).orderBy("added_at").execute();
    return rows.map(toLearning);
  }
  return {
    /** Adds it if its id is new; otherwise changes nothing. */
    async add(learning: Learning): Promise<void> {
      const { addedAt, keptAt, ...columns } = learning;
      const added = await db
        .insertInto("learnings")
        .values({ ...columns, added_at: instantText(addedAt), kept_at: keptAt ? instantText(keptAt) : null })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 1n) await indexLearnings(db, [learning]);
    },

    async find(workspace: string, id: string): Promise<Learning | undefined> {
      const row = await db
        .selectFrom("learnings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toLearning(row);
    },

    /** A team's learnings, newest first. */
    async ofTeam(workspace: string, team: string): Promise<Learning[]> {
      const rows = await db
        .selectFrom("learnings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .orderBy("added_at", "desc")
        .execute();
      return rows.map(toLearning);
    },

    /** A team's learnings added from `from` (inclusive) to `until` (exclusive), newest first. */
    async addedWithin(
      workspace: string,
      team: string,
      { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
    ): Promise<Learning[]> {
      const rows = await inWorkspace(workspace)
        .where("team", "=", team)
        .where("added_at", ">=", instantText(from))
        .where("added_at", "<", instantText(until))
        .orderBy("added_at", "desc")
        .execute();
      return rows.map(toLearning);
    },

    /** A team's learnings, newest first: at most `limit` of those after a place in this order. */
    async page(
      workspace: string,
      team: string,
      { after, limit }: { readonly after?: LearningPlace; readonly limit: number },
    ): Promise<Learning[]> {
      let query = inWorkspace(workspace).where("team", "=", team);
      if (after) {
        const place = sql`(${instantText(after.addedAt)}, ${after.id})`;
        query = query.where(sql<boolean>`(added_at, id) < ${place}`);
      }
      const rows = await query.orderBy("added_at", "desc").orderBy("id", "desc").limit(limit).execute();
      return rows.map(toLearning);
    },

    /** A team's first learnings, those on top first, then the newest, and how many there are in all. */
    async newestPage(
      workspace: string,
      team: string,
      limit: number,
    ): Promise<{ learnings: Learning[]; total: number }> {
      const rows = await inWorkspace(workspace)
        .where("team", "=", team)
        .orderBy((eb) => eb.case().when("kept_at", "is", null).then(1).else(0).end())
        .orderBy("added_at", "desc")
        .limit(limit)
        .execute();
      const counted = await db
        .selectFrom("learnings")
        .select((eb) => eb.fn.countAll<number | string>().as("learnings"))
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .executeTakeFirst();
      return { learnings: rows.map(toLearning), total: Number(counted?.learnings ?? 0) };
    },

    /** A bet's learnings, in the order they were added. */
    ofBet(workspace: string, bet: string): Promise<Learning[]> {
      return ofBets(workspace, [bet]);
    },

    /** The learnings of these bets, in the order they were added. */
    ofBets,

    /** Returns those of these learnings that exist, in no particular order. */
    async findAll(workspace: string, ids: readonly string[]): Promise<Learning[]> {
      if (ids.length === 0) return [];
      const rows = await inWorkspace(workspace).where("id", "in", ids).execute();
      return rows.map(toLearning);
    },

    /** Puts a learning on top, or takes it off if `keptAt` is undefined. */
    async keep(workspace: string, id: string, keptAt: Temporal.Instant | undefined): Promise<void> {
      await db
        .updateTable("learnings")
        .set({ kept_at: keptAt ? instantText(keptAt) : null })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .execute();
    },

    async tally(workspace: string, id: string, votes: number): Promise<void> {
      await db
        .updateTable("learnings")
        .set({ votes })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .execute();
    },
  };
}

const toLearning = (row: LearningRow): Learning => ({
  id: row.id,
  workspace: row.workspace,
  team: row.team,
  bet: row.bet,
  text: row.text,
  votes: row.votes,
  addedAt: instant(row.added_at),
  ...(row.kept_at !== null && { keptAt: instant(row.kept_at) }),
});
