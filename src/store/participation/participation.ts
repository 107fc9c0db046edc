import type { Kysely, Selectable } from "kysely";
import { type Entry, ENTRIES, type ParticipationSpread } from "#domain/participation/participation.ts";
import { day, instantText, optional, identity } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { ParticipationQuarterRow } from "./rows.ts";

/** A team's quarter, identified by its first day. */
export type ParticipationQuarter = {
  readonly workspace: string;
  readonly team: string;
  readonly quarter: Temporal.PlainDate;
};

/** A quarter's participation: acts by kind and, if enough people took part, how they spread over people. */
type ParticipationFacts = {
  readonly acts: Readonly<Record<Entry, number>>;
  readonly spread?: ParticipationSpread;
};

const NO_SPREAD = { took_part: null, could_have: null, entries: null, greatest: null };

/** Participation by quarter: acts by kind, their spread, and when the counts per person (ballots) are destroyed. */
export function participation(db: Kysely<Tables>) {
  const change = ({ workspace, team, quarter }: ParticipationQuarter) =>
    db
      .updateTable("hand_quarters")
      .where("workspace", "=", workspace)
      .where("team", "=", team)
      .where("quarter", "=", quarter.toString());

  return {
    /** Locks the quarter for this transaction, so that replicas take turns. Counts the act if it is an entry. */
    async recordAct(
      { workspace, team, quarter }: ParticipationQuarter,
      endsAt: Temporal.Instant,
      entry?: Entry,
    ): Promise<void> {
      const counts = { placed: 0, measured: 0, settled: 0, learned: 0, ...(entry && { [entry]: 1 }) };
      await db
        .insertInto("hand_quarters")
        .values({
          workspace,
          team,
          quarter: quarter.toString(),
          ends_at: instantText(endsAt),
          looked_at: null,
          ...counts,
          ...NO_SPREAD,
        })
        .onConflict((conflict) =>
          conflict.columns(["workspace", "team", "quarter"]).doUpdateSet((eb) => ({
            placed: eb("hand_quarters.placed", "+", counts.placed),
            measured: eb("hand_quarters.measured", "+", counts.measured),
            settled: eb("hand_quarters.settled", "+", counts.settled),
            learned: eb("hand_quarters.learned", "+", counts.learned),
          })),
        )
        .execute();
    },

    async find({ workspace, team, quarter }: ParticipationQuarter): Promise<ParticipationFacts | undefined> {
      const row = await db
        .selectFrom("hand_quarters")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("quarter", "=", quarter.toString())
        .executeTakeFirst();
      return row && toFacts(row);
    },

    /**
     * Quarters in every workspace that are due to be counted: the team's next digest is at `digestBy` or earlier, and
     * the last count, if any, was at `notSince` or earlier. Soonest digest first. For the scheduler.
     */
    async dueForCount(
      digestBy: Temporal.Instant,
      notSince: Temporal.Instant,
      limit: number,
    ): Promise<ParticipationQuarter[]> {
      const rows = await db
        .selectFrom("hand_quarters")
        .innerJoin("teams", (join) =>
          join
            .onRef("teams.workspace", "=", "hand_quarters.workspace")
            .onRef("teams.id", "=", "hand_quarters.team"),
        )
        .select(["hand_quarters.workspace", "team", "quarter"])
        .where("ends_at", "is not", null)
        .where("next_digest_at", "<=", instantText(digestBy))
        .where((eb) => eb.or([eb("looked_at", "is", null), eb("looked_at", "<=", instantText(notSince))]))
        .orderBy("next_digest_at")
        .orderBy("team")
        .limit(limit)
        .execute();
      return rows.map(toQuarter);
    },

    /** Records a count. `"as-before"` keeps the last spread; undefined (too few took part) removes it. */
    async saveCount(
      quarter: ParticipationQuarter,
      at: Temporal.Instant,
      spread: ParticipationSpread | "as-before" | undefined,
    ): Promise<void> {
      await change(quarter)
        .set({ looked_at: instantText(at), ...(spread === "as-before" ? {} : spreadColumns(spread)) })
        .where("ends_at", "is not", null)
        .execute();
    },

    /** Quarters in every workspace that are over and not ended yet, earliest first. For the scheduler. */
    async ended(now: Temporal.Instant, limit: number): Promise<ParticipationQuarter[]> {
      const rows = await db
        .selectFrom("hand_quarters")
        .select(["workspace", "team", "quarter"])
        .where("ends_at", "<=", instantText(now))
        .orderBy("ends_at")
        .orderBy("team")
        .limit(limit)
        .execute();
      return rows.map(toQuarter);
    },

    /** Ends a quarter: keeps its counts and spread, or deletes it if too few took part for a spread. */
    async end(quarter: ParticipationQuarter, spread: ParticipationSpread | undefined): Promise<void> {
      if (spread)
        await change(quarter)
          .set({ ends_at: null, looked_at: null, ...spreadColumns(spread) })
          .execute();
      else
        await db
          .deleteFrom("hand_quarters")
          .where("workspace", "=", quarter.workspace)
          .where("team", "=", quarter.team)
          .where("quarter", "=", quarter.quarter.toString())
          .execute();
    },
  };
}

const toQuarter = (
  row: Pick<ParticipationQuarterRow, "workspace" | "team" | "quarter">,
): ParticipationQuarter => ({
  workspace: row.workspace,
  team: row.team,
  quarter: day(row.quarter),
});

const spreadColumns = (spread: ParticipationSpread | undefined) =>
  spread
    ? {
        took_part: spread.tookPart,
        could_have: spread.eligible ?? null,
        entries: spread.entries,
        greatest: spread.mostEntries,
      }
    : NO_SPREAD;

function toFacts(row: Selectable<ParticipationQuarterRow>): ParticipationFacts {
  const acts = Object.fromEntries(ENTRIES.map((entry) => [entry, row[entry]])) as ParticipationFacts["acts"];
  const { took_part: tookPart, entries, greatest } = row;
  if (tookPart === null || entries === null || greatest === null) return { acts };
  return {
    acts,
    spread: { tookPart, ...optional("eligible", row.could_have, identity), entries, mostEntries: greatest },
  };
}
