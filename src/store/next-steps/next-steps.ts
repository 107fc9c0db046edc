import type { Kysely } from "kysely";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import { day, instant, instantText, optional } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { NextStepRow } from "./rows.ts";

export function nextSteps(db: Kysely<Tables>) {
  const all = () => db.selectFrom("next_steps").selectAll();
  return {
    /** Adds it if its id is new; otherwise changes nothing. */
    async add(step: NextStep): Promise<void> {
      const { dueOn, addedAt, droppedAt, timesCarriedOver, ...columns } = step;
      await db
        .insertInto("next_steps")
        .values({
          ...columns,
          carried: timesCarriedOver,
          due_on: dueOn.toString(),
          added_at: instantText(addedAt),
          dropped_at: droppedAt ? instantText(droppedAt) : null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async find(workspace: string, id: string): Promise<NextStep | undefined> {
      const row = await all().where("workspace", "=", workspace).where("id", "=", id).executeTakeFirst();
      return row && toNextStep(row);
    },

    async findAll(workspace: string, ids: readonly string[]): Promise<NextStep[]> {
      if (ids.length === 0) return [];
      const rows = await all().where("workspace", "=", workspace).where("id", "in", ids).execute();
      return rows.map(toNextStep);
    },

    /** A team's next steps that were dropped at `since` or later, the latest first. */
    async droppedSince(workspace: string, team: string, since: Temporal.Instant): Promise<NextStep[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "=", "dropped")
        .where("dropped_at", ">=", instantText(since))
        .orderBy("dropped_at", "desc")
        .execute();
      return rows.map(toNextStep);
    },

    /** A team's open next steps, by due date. */
    async openOfTeam(workspace: string, team: string): Promise<NextStep[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "=", "open")
        .orderBy("due_on")
        .orderBy("added_at")
        .execute();
      return rows.map(toNextStep);
    },

    /** A bet's next steps, in the order they were added. */
    async ofBet(workspace: string, bet: string): Promise<NextStep[]> {
      const rows = await all()
        .where("workspace", "=", workspace)
        .where("bet", "=", bet)
        .orderBy("added_at")
        .execute();
      return rows.map(toNextStep);
    },

    /**
     * Changes the state; a restored step counts from 0 again. True for the caller that changed it; false if it wasn't
     * `from` any more.
     */
    async mark(
      workspace: string,
      id: string,
      from: NextStep["state"],
      state: NextStep["state"],
      at: Temporal.Instant,
    ): Promise<boolean> {
      const marked = await db
        .updateTable("next_steps")
        .set({
          state,
          dropped_at: state === "dropped" ? instantText(at) : null,
          ...(from === "dropped" && { carried: 0 }),
        })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("state", "=", from)
        .executeTakeFirst();
      return marked.numUpdatedRows === 1n;
    },

    /** Resets an open step's carry count to 0. False if the step isn't open. */
    async resetCarried(workspace: string, id: string): Promise<boolean> {
      const kept = await db
        .updateTable("next_steps")
        .set({ carried: 0 })
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .where("state", "=", "open")
        .executeTakeFirst();
      return kept.numUpdatedRows === 1n;
    },

    /** Adds 1 to the carry count of the team's open steps that were due before the day. */
    async carry(workspace: string, team: string, before: Temporal.PlainDate): Promise<void> {
      await db
        .updateTable("next_steps")
        .set((eb) => ({ carried: eb("carried", "+", 1) }))
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("state", "=", "open")
        .where("due_on", "<", before.toString())
        .execute();
    },
  };
}

const toNextStep = (row: NextStepRow): NextStep => ({
  id: row.id,
  workspace: row.workspace,
  team: row.team,
  bet: row.bet,
  text: row.text,
  dueOn: day(row.due_on),
  state: row.state as NextStep["state"],
  timesCarriedOver: row.carried,
  addedAt: instant(row.added_at),
  ...optional("droppedAt", row.dropped_at, instant),
});
