import type { Kysely } from "kysely";
import type {
  BetRecord,
  ObjectiveRecord,
  PulseRecord,
  RetroRecord,
  TeamRecord,
} from "#domain/exports/records.ts";
import type { Tables } from "#store/database/tables.ts";
import {
  AMENDMENT,
  betFromRow,
  DISPUTE,
  fromRow,
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
} from "./fields.ts";

/** Records in the order of an export, which is the same on every database. */
export function recordReader(db: Kysely<Tables>) {
  const ofTeam = (table: "objectives" | "pulses", workspace: string, team: string) =>
    db.selectFrom<"objectives" | "pulses">(table).where("workspace", "=", workspace).where("team", "=", team);

  /** The records of these bets, in their order. */
  async function readBets(workspace: string, rows: readonly Tables["bets"][]): Promise<BetRecord[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const ofBets = <
      Table extends "readings" | "amendments" | "disputes" | "retros" | "learnings" | "next_steps",
    >(
      table: Table,
    ) =>
      db
        .selectFrom<"readings" | "amendments" | "disputes" | "retros" | "learnings" | "next_steps">(table)
        .selectAll()
        .where("workspace", "=", workspace)
        .where("bet", "in", ids)
        .execute() as unknown as Promise<Tables[Table][]>;
    const readings = Map.groupBy(byTime(await ofBets("readings")), ({ bet }) => bet);
    const amendments = Map.groupBy(await ofBets("amendments"), ({ bet }) => bet);
    const disputes = Map.groupBy(await ofBets("disputes"), ({ bet }) => bet);
    const learnings = Map.groupBy(byTime(await ofBets("learnings")), ({ bet }) => bet);
    const nextSteps = Map.groupBy(byTime(await ofBets("next_steps")), ({ bet }) => bet);
    const retros = await readRetros(workspace, await ofBets("retros"));
    return rows.map((row) => {
      const retro = retros.get(row.id);
      return {
        kind: "bet",
        ...betFromRow(row),
        readings: (readings.get(row.id) ?? []).map((one) => fromRow(READING, one)),
        amendments: (amendments.get(row.id) ?? [])
          .toSorted((a, b) => a.version - b.version)
          .map((one) => fromRow(AMENDMENT, one)),
        disputes: (disputes.get(row.id) ?? [])
          .toSorted((a, b) => a.round - b.round)
          .map((one) => fromRow(DISPUTE, one)),
        ...(retro && { retro }),
        learnings: (learnings.get(row.id) ?? []).map((one) => fromRow(LEARNING, one)),
        nextSteps: (nextSteps.get(row.id) ?? []).map((one) => fromRow(NEXT_STEP, one)),
      };
    });
  }

  async function readRetros(
    workspace: string,
    rows: readonly Tables["retros"][],
  ): Promise<ReadonlyMap<string, RetroRecord>> {
    if (rows.length === 0) return new Map();
    const ids = rows.map(({ id }) => id);
    const ofRetros = <Table extends "retro_themes" | "pre_mortem_reasons">(table: Table) =>
      db
        .selectFrom<"retro_themes" | "pre_mortem_reasons">(table)
        .selectAll()
        .where("workspace", "=", workspace)
        .where("retro", "in", ids)
        .execute() as unknown as Promise<Tables[Table][]>;
    const themes = Map.groupBy(await ofRetros("retro_themes"), ({ retro }) => retro);
    const reasons = Map.groupBy(await ofRetros("pre_mortem_reasons"), ({ retro }) => retro);
    return new Map(
      rows.map((row) => {
        // What is sealed stays behind, and nobody can unseal it elsewhere.
        const unsealed = row.pre_mortem === "sealed" ? { ...row, pre_mortem: "unreadable" } : row;
        return [
          row.bet,
          {
            ...fromRow<Tables["retros"], RetroRecord>(RETRO, unsealed),
            themes: (themes.get(row.id) ?? [])
              .toSorted((a, b) => compare(a.theme, b.theme))
              .map((one) => fromRow(THEME, one)),
            reasons: (reasons.get(row.id) ?? [])
              .toSorted((a, b) => a.place - b.place)
              .map((one) => fromRow(REASON, one)),
          },
        ];
      }),
    );
  }

  return {
    /** The teams of every workspace, the oldest first. For operators. */
    async teams(): Promise<TeamRecord[]> {
      const rows = await db.selectFrom("teams").selectAll().execute();
      return rows
        .toSorted((a, b) => compare(a.created_at, b.created_at) || compare(a.id, b.id))
        .map((row) => ({ kind: "team", ...fromRow(TEAM, row) }));
    },

    async team(workspace: string, id: string): Promise<TeamRecord | undefined> {
      const row = await db
        .selectFrom("teams")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && { kind: "team", ...fromRow(TEAM, row) };
    },

    /** A team's objectives with their key results, as they were added. */
    async objectives(workspace: string, team: string): Promise<ObjectiveRecord[]> {
      const rows = (await ofTeam("objectives", workspace, team)
        .selectAll()
        .execute()) as unknown as Tables["objectives"][];
      if (rows.length === 0) return [];
      const keyResults = await db
        .selectFrom("key_results")
        .selectAll()
        .where("workspace", "=", workspace)
        .where(
          "objective",
          "in",
          rows.map(({ id }) => id),
        )
        .execute();
      const byObjective = Map.groupBy(byTime(keyResults), ({ objective }) => objective);
      return byTime(rows).map((row) => ({
        kind: "objective",
        ...fromRow(OBJECTIVE, row),
        keyResults: (byObjective.get(row.id) ?? []).map((one) => fromRow(KEY_RESULT, one)),
      }));
    },

    /** A team's closed pulses, as they were opened. Ratings that are held back because they are few stay behind. */
    async pulses(workspace: string, team: string): Promise<PulseRecord[]> {
      const rows = (await ofTeam("pulses", workspace, team)
        .selectAll()
        .execute()) as unknown as Tables["pulses"][];
      const closed = rows.filter(({ closed_at }) => closed_at !== null);
      if (closed.length === 0) return [];
      const ratings = await db
        .selectFrom("pulse_ratings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("basis", "!=", "waiting")
        .where(
          "pulse",
          "in",
          closed.map(({ id }) => id),
        )
        .execute();
      const byPulse = Map.groupBy(ratings, ({ pulse }) => pulse);
      return closed
        .toSorted((a, b) => compare(a.opened_at, b.opened_at) || compare(a.id, b.id))
        .map((row) => ({
          kind: "pulse",
          ...fromRow(PULSE, row),
          ratings: (byPulse.get(row.id) ?? [])
            .toSorted((a, b) => compare(a.question, b.question) || a.rating - b.rating)
            .map((one) => fromRow(RATING, one)),
        }));
    },

    /** The next bets of a team, by number. */
    async betsAfter(
      workspace: string,
      team: string,
      { number, limit }: { readonly number: number; readonly limit: number },
    ): Promise<BetRecord[]> {
      const rows = await db
        .selectFrom("bets")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("number", ">", number)
        .orderBy("number")
        .limit(limit)
        .execute();
      return readBets(workspace, rows);
    },

    /** Those of these bets that exist, with their team. */
    async bets(
      workspace: string,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly team: string; readonly record: BetRecord }>> {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom("bets")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "in", ids)
        .execute();
      const teamOf = new Map(rows.map(({ id, team }) => [id, team]));
      const records = await readBets(workspace, rows);
      return new Map(records.map((record) => [record.id, { team: teamOf.get(record.id) ?? "", record }]));
    },
  };
}

/** By code unit: databases collate text in their own ways. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byTime = <Row extends { readonly added_at: string; readonly id: string }>(
  rows: readonly Row[],
): Row[] => rows.toSorted((a, b) => compare(a.added_at, b.added_at) || compare(a.id, b.id));
