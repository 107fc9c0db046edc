import type { Kysely } from "kysely";
import type { BetRecord, ObjectiveRecord, PulseRecord, TeamRecord } from "#domain/exports/records.ts";
import type { Tables } from "#store/database/tables.ts";
import { indexBets, indexLearnings } from "#store/search/search-index.ts";
import {
  AMENDMENT,
  betColumns,
  DISPUTE,
  KEY_RESULT,
  LEARNING,
  NEXT_STEP,
  OBJECTIVE,
  PULSE,
  RATING,
  READING,
  REASON,
  RETRO,
  TEAM,
  THEME,
  toColumns,
} from "./fields.ts";

/** Databases limit the parameters of a statement. */
const ROWS_PER_INSERT = 400;

/** Adds records that are not there yet. Callers have checked them, and look for the ids that are taken. */
export function recordWriter(db: Kysely<Tables>) {
  async function insert(
    table: keyof Tables,
    rows: readonly Readonly<Record<string, unknown>>[],
  ): Promise<void> {
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
      await db
        .insertInto(table)
        .values(rows.slice(from, from + ROWS_PER_INSERT))
        .execute();
  }

  const taken = async (
    table: "readings" | "learnings" | "next_steps" | "retros" | "key_results" | "objectives" | "pulses",
    workspace: string,
    ids: readonly string[],
  ): Promise<string[]> => {
    const found: string[] = [];
    for (let from = 0; from < ids.length; from += ROWS_PER_INSERT) {
      const rows = await db
        .selectFrom(table)
        .select("id")
        .where("workspace", "=", workspace)
        .where("id", "in", ids.slice(from, from + ROWS_PER_INSERT))
        .execute();
      found.push(...rows.map(({ id }) => id));
    }
    return found;
  };

  return {
    /** Those of these ids that are in use in the workspace. */
    taken,

    async addTeam(team: TeamRecord): Promise<void> {
      await insert("teams", [toColumns(TEAM, team)]);
    },

    /** Bet numbers are never reused, so the next one only grows. */
    async raiseNextBetNumber(workspace: string, team: string, next: number): Promise<void> {
      await db
        .updateTable("teams")
        .set({ next_bet_number: next })
        .where("workspace", "=", workspace)
        .where("id", "=", team)
        .where("next_bet_number", "<", next)
        .execute();
    },

    async addObjective(workspace: string, team: string, objective: ObjectiveRecord): Promise<void> {
      await insert("objectives", [{ workspace, team, ...toColumns(OBJECTIVE, objective) }]);
      await insert(
        "key_results",
        objective.keyResults.map((one) => ({
          workspace,
          objective: objective.id,
          ...toColumns(KEY_RESULT, one),
        })),
      );
    },

    async addPulse(workspace: string, team: string, pulse: PulseRecord): Promise<void> {
      await insert("pulses", [{ workspace, team, closes_at: null, ...toColumns(PULSE, pulse) }]);
      await insert(
        "pulse_ratings",
        pulse.ratings.map((one) => ({ workspace, pulse: pulse.id, ...toColumns(RATING, one) })),
      );
    },

    /** The numbers of a team's bets among these. */
    async numbersTaken(workspace: string, team: string, numbers: readonly number[]): Promise<number[]> {
      if (numbers.length === 0) return [];
      const rows = await db
        .selectFrom("bets")
        .select("number")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("number", "in", numbers)
        .execute();
      return rows.map(({ number }) => number);
    },

    /** Takes this many bet numbers, and returns the first. */
    async takeBetNumbers(workspace: string, team: string, count: number): Promise<number> {
      const row = await db
        .updateTable("teams")
        .set((eb) => ({ next_bet_number: eb("next_bet_number", "+", count) }))
        .where("workspace", "=", workspace)
        .where("id", "=", team)
        .returning("next_bet_number")
        .executeTakeFirstOrThrow();
      return row.next_bet_number - count;
    },

    /** Adds bets with all that hangs on them, and makes them findable. */
    async addBets(workspace: string, team: string, bets: readonly BetRecord[]): Promise<void> {
      if (bets.length === 0) return;
      await insert(
        "bets",
        bets.map((bet) => ({ workspace, team, ...betColumns(bet) })),
      );
      const children = <Value>(
        of: (bet: BetRecord) => readonly Value[],
        row: (value: Value, bet: BetRecord) => object,
      ) => bets.flatMap((bet) => of(bet).map((value) => ({ workspace, ...row(value, bet) })));
      const onBet =
        <Value>(columns: (value: Value) => object, more: object = {}) =>
        (value: Value, { id }: BetRecord) => ({ bet: id, ...more, ...columns(value) });
      await insert(
        "readings",
        children(
          (bet) => bet.readings,
          onBet((one) => toColumns(READING, one)),
        ),
      );
      await insert(
        "amendments",
        children(
          (bet) => bet.amendments,
          onBet((one) => toColumns(AMENDMENT, one)),
        ),
      );
      await insert(
        "disputes",
        children(
          (bet) => bet.disputes,
          onBet((one) => toColumns(DISPUTE, one)),
        ),
      );
      const retrosOf = (bet: BetRecord) => (bet.retro ? [bet.retro] : []);
      await insert(
        "retros",
        children(
          retrosOf,
          onBet((one) => toColumns(RETRO, one), { team }),
        ),
      );
      const onRetro = (columns: object, { retro }: BetRecord) => ({ retro: retro?.id, ...columns });
      await insert(
        "retro_themes",
        children(
          (bet) => bet.retro?.themes ?? [],
          (one, bet) => onRetro(toColumns(THEME, one), bet),
        ),
      );
      await insert(
        "pre_mortem_reasons",
        children(
          (bet) => bet.retro?.reasons ?? [],
          (one, bet) => onRetro(toColumns(REASON, one), bet),
        ),
      );
      await insert(
        "learnings",
        children(
          (bet) => bet.learnings,
          onBet((one) => toColumns(LEARNING, one), { team }),
        ),
      );
      await insert(
        "next_steps",
        children(
          (bet) => bet.nextSteps,
          onBet((one) => toColumns(NEXT_STEP, one), { team }),
        ),
      );
      await indexBets(
        db,
        workspace,
        bets.map(({ id }) => id),
      );
      const learnings = bets.flatMap(({ id: bet, learnings: ofBet }) =>
        ofBet.map(({ id, text }) => ({ workspace, id, team, bet, text })),
      );
      for (let from = 0; from < learnings.length; from += ROWS_PER_INSERT)
        await indexLearnings(db, learnings.slice(from, from + ROWS_PER_INSERT));
    },

    /** Ids of the team's bets that build on a learning of another team, which is private to that team's channel. */
    async foreignCitations(workspace: string, team: string): Promise<string[]> {
      const rows = await db
        .selectFrom("bets")
        .innerJoin("learnings", (join) =>
          join.onRef("learnings.workspace", "=", "bets.workspace").onRef("learnings.id", "=", "bets.cites"),
        )
        .select("bets.id")
        .where("bets.workspace", "=", workspace)
        .where("bets.team", "=", team)
        .where("learnings.team", "!=", team)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
