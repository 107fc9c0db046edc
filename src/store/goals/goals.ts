import type { Kysely } from "kysely";
import type { Goal, KeyResult, Objective } from "#domain/goals/goal.ts";
import { day, identity, instantText, optional } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { KeyResultRow, ObjectiveRow } from "./rows.ts";

export function goals(db: Kysely<Tables>) {
  return {
    /** A team's goals, open ones or all, in the order they were added. */
    async ofTeam(workspace: string, team: string, which: "open" | "all" = "open"): Promise<Goal[]> {
      const objectives = await db
        .selectFrom("objectives")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .$if(which === "open", (query) => query.where("state", "=", "open"))
        .orderBy("added_at")
        .orderBy("id")
        .execute();
      const keyResults = await db
        .selectFrom("key_results")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("objective", "in", (eb) =>
          eb
            .selectFrom("objectives")
            .select("id")
            .where("workspace", "=", workspace)
            .where("team", "=", team),
        )
        .orderBy("added_at")
        .orderBy("id")
        .execute();
      return objectives.map((row) => ({
        objective: toObjective(row),
        keyResults: keyResults.filter((keyResult) => keyResult.objective === row.id).map(toKeyResult),
      }));
    },

    async findObjective(workspace: string, id: string): Promise<Objective | undefined> {
      const row = await db
        .selectFrom("objectives")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toObjective(row);
    },

    async findKeyResult(workspace: string, id: string): Promise<KeyResult | undefined> {
      const row = await db
        .selectFrom("key_results")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toKeyResult(row);
    },

    async saveObjective(objective: Objective, now: Temporal.Instant): Promise<void> {
      const { from, until, ...columns } = objective;
      const row = { ...columns, from_day: from.toString(), until_day: until.toString() };
      await db
        .insertInto("objectives")
        .values({ ...row, added_at: instantText(now) })
        .onConflict((conflict) => conflict.columns(["workspace", "id"]).doUpdateSet(row))
        .execute();
    },

    async saveKeyResult(keyResult: KeyResult, now: Temporal.Instant): Promise<void> {
      const row = { ...keyResult, source: keyResult.source ?? null };
      await db
        .insertInto("key_results")
        .values({ ...row, added_at: instantText(now) })
        .onConflict((conflict) => conflict.columns(["workspace", "id"]).doUpdateSet(row))
        .execute();
    },
  };
}

const toObjective = (row: ObjectiveRow): Objective => ({
  id: row.id,
  workspace: row.workspace,
  team: row.team,
  title: row.title,
  from: day(row.from_day),
  until: day(row.until_day),
  state: row.state as Objective["state"],
});

const toKeyResult = (row: KeyResultRow): KeyResult => ({
  id: row.id,
  workspace: row.workspace,
  objective: row.objective,
  metric: row.metric,
  unit: row.unit,
  baseline: row.baseline,
  target: row.target,
  current: row.current,
  ...optional("source", row.source, identity),
});
