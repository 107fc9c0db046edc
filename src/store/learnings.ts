import type { Kysely } from "kysely";
import type { Learning } from "#domain/retro.ts";
import { instant, instantText } from "./columns.ts";
import type { LearningRow, Tables } from "./rows.ts";

export function learnings(db: Kysely<Tables>) {
  return {
    /** Added once: one that is there already stays as it is. */
    async add(learning: Learning): Promise<void> {
      const { addedAt, ...columns } = learning;
      await db
        .insertInto("learnings")
        .values({ ...columns, added_at: instantText(addedAt) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
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

    /** A team's learnings, the newest first. */
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

    /** A bet's learnings, in the order they were added. */
    async ofBet(workspace: string, bet: string): Promise<Learning[]> {
      const rows = await db
        .selectFrom("learnings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("bet", "=", bet)
        .orderBy("added_at")
        .execute();
      return rows.map(toLearning);
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
});
