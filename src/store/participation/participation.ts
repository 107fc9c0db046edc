import type { Kysely, Selectable } from "kysely";
import { type Entry, ENTRIES, type ParticipationSpread } from "#domain/participation/participation.ts";
import { day, instantText, optional, same } from "#store/database/columns.ts";
import type { ParticipationQuarterRow, Tables } from "#store/database/tables.ts";

/** The hands of a team in a quarter, which is told by its first day. */
export type ParticipationQuarter = {
  readonly workspace: string;
  readonly team: string;
  readonly quarter: Temporal.PlainDate;
};

/** What a quarter's hands have come to: acts by kind, and how they spread, where enough people took part. */
type ParticipationFacts = {
  readonly acts: Readonly<Record<Entry, number>>;
  readonly spread?: ParticipationSpread;
};

const NO_SPREAD = { took_part: null, could_have: null, entries: null, greatest: null };

/** What stands of hands beside their ballots: when they go, how many acts there were, and how these spread. */
export function participation(db: Kysely<Tables>) {
  const change = ({ workspace, team, quarter }: ParticipationQuarter) =>
    db
      .updateTable("hand_quarters")
      .where("workspace", "=", workspace)
      .where("team", "=", team)
      .where("quarter", "=", quarter.toString());

  return {
    /** Has the quarter's hands, for this transaction alone: replicas take turns. Counts the entry, if it is one. */
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
     * Hands of every workspace to be counted through by a moment, those that wait the longest in front: before each digest
     * of their team, and not in the week before. The scheduler's question.
     */
    async dueForCount(
      digestBy: Temporal.Instant,
      notSince: Temporal.Instant,
      most: number,
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
        .limit(most)
        .execute();
      return rows.map(toQuarter);
    },

    /** They were counted through; without a spread the one before stays. */
    async saveCount(
      of: ParticipationQuarter,
      at: Temporal.Instant,
      spread: ParticipationSpread | "as-before" | undefined,
    ): Promise<void> {
      await change(of)
        .set({ looked_at: instantText(at), ...(spread === "as-before" ? {} : columnsOf(spread)) })
        .where("ends_at", "is not", null)
        .execute();
    },

    /** Hands of every workspace whose quarter is over, the earliest in front: the scheduler's question. */
    async ended(now: Temporal.Instant, most: number): Promise<ParticipationQuarter[]> {
      const rows = await db
        .selectFrom("hand_quarters")
        .select(["workspace", "team", "quarter"])
        .where("ends_at", "<=", instantText(now))
        .orderBy("ends_at")
        .orderBy("team")
        .limit(most)
        .execute();
      return rows.map(toQuarter);
    },

    /** Keeps what a quarter came to, and nothing where too few took part. */
    async end(of: ParticipationQuarter, spread: ParticipationSpread | undefined): Promise<void> {
      if (spread)
        await change(of)
          .set({ ends_at: null, looked_at: null, ...columnsOf(spread) })
          .execute();
      else
        await db
          .deleteFrom("hand_quarters")
          .where("workspace", "=", of.workspace)
          .where("team", "=", of.team)
          .where("quarter", "=", of.quarter.toString())
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

const columnsOf = (spread: ParticipationSpread | undefined) =>
  spread
    ? {
        took_part: spread.tookPart,
        could_have: spread.couldHave ?? null,
        entries: spread.entries,
        greatest: spread.greatest,
      }
    : NO_SPREAD;

function toFacts(row: Selectable<ParticipationQuarterRow>): ParticipationFacts {
  const acts = Object.fromEntries(ENTRIES.map((entry) => [entry, row[entry]])) as ParticipationFacts["acts"];
  const { took_part: tookPart, entries, greatest } = row;
  if (tookPart === null || entries === null || greatest === null) return { acts };
  return { acts, spread: { tookPart, ...optional("couldHave", row.could_have, same), entries, greatest } };
}
