import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

/** How much is on record of a team. */
export type RecordCounts = Readonly<
  Record<"bets" | "readings" | "retros" | "learnings" | "nextSteps" | "objectives" | "messages", number>
>;

export const recordCounts =
  (db: Kysely<Tables>) =>
  async (workspace: string, team: string): Promise<RecordCounts> => {
    const countIn = async (
      table: "bets" | "retros" | "learnings" | "next_steps" | "objectives" | "deliveries",
    ) =>
      Number(
        (
          await db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number | string>().as("count"))
            .where("workspace", "=", workspace)
            .where("team", "=", team)
            .executeTakeFirstOrThrow()
        ).count,
      );
    const readings = await db
      .selectFrom("readings")
      .innerJoin("bets", (join) =>
        join.onRef("bets.workspace", "=", "readings.workspace").onRef("bets.id", "=", "readings.bet"),
      )
      .select((eb) => eb.fn.countAll<number | string>().as("count"))
      .where("readings.workspace", "=", workspace)
      .where("bets.team", "=", team)
      .executeTakeFirstOrThrow();
    return {
      bets: await countIn("bets"),
      readings: Number(readings.count),
      retros: await countIn("retros"),
      learnings: await countIn("learnings"),
      nextSteps: await countIn("next_steps"),
      objectives: await countIn("objectives"),
      messages: await countIn("deliveries"),
    };
  };
