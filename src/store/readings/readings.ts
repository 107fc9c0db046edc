import { type Kysely, sql } from "kysely";
import type { Evidence, Reading } from "#domain/readings/reading.ts";
import { day, flag, instant, instantText, optional, identity } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { ReadingRow } from "./rows.ts";

/** A reading under its id. */
export type RecordedReading = {
  readonly id: string;
  readonly addedAt: Temporal.Instant;
  readonly reading: Reading;
};

/** A reading's place in the order of its bet's readings. */
export type ReadingPlace = {
  readonly takenOn: Temporal.PlainDate;
  readonly addedAt: Temporal.Instant;
  readonly id: string;
};

export function readings(db: Kysely<Tables>) {
  return {
    /** Adds it if its id is new; otherwise changes nothing. */
    async add(
      workspace: string,
      bet: string,
      id: string,
      reading: Reading,
      addedAt: Temporal.Instant,
    ): Promise<void> {
      await db
        .insertInto("readings")
        .values({
          workspace,
          bet,
          id,
          value: reading.value,
          taken_on: reading.takenOn.toString(),
          evidence: reading.evidence,
          significant: flag(reading.significant),
          note: reading.note ?? null,
          added_at: instantText(addedAt),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async find(workspace: string, id: string): Promise<{ bet: string; reading: Reading } | undefined> {
      const row = await db
        .selectFrom("readings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && { bet: row.bet, reading: toReading(row) };
    },

    /** A bet's last readings, the oldest of them first. */
    async lastOf(workspace: string, bet: string, limit: number): Promise<Reading[]> {
      const rows = await db
        .selectFrom("readings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("bet", "=", bet)
        .orderBy("taken_on", "desc")
        .orderBy("added_at", "desc")
        .limit(limit)
        .execute();
      return rows.map(toReading).toReversed();
    },

    /** A bet's readings, the latest date first, and the one added last first on the same date; at most `limit`. */
    async page(
      workspace: string,
      bet: string,
      { after, limit }: { readonly after?: ReadingPlace; readonly limit: number },
    ): Promise<RecordedReading[]> {
      let query = db
        .selectFrom("readings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("bet", "=", bet);
      if (after) {
        const { takenOn, addedAt, id } = after;
        const place = sql`(${takenOn.toString()}, ${instantText(addedAt)}, ${id})`;
        query = query.where(sql<boolean>`(taken_on, added_at, id) < ${place}`);
      }
      const rows = await query
        .orderBy("taken_on", "desc")
        .orderBy("added_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ id: row.id, addedAt: instant(row.added_at), reading: toReading(row) }));
    },

    /** Each bet's reading with the latest date; if several share it, the one added last. */
    async latest(workspace: string, bets: readonly string[]): Promise<Map<string, Reading>> {
      if (bets.length === 0) return new Map();
      const rows = await db
        .selectFrom("readings")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("bet", "in", bets)
        .orderBy("taken_on")
        .orderBy("added_at")
        .execute();
      return new Map(rows.map((row) => [row.bet, toReading(row)]));
    },
  };
}

function toReading(
  row: Pick<ReadingRow, "value" | "taken_on" | "evidence" | "significant" | "note">,
): Reading {
  return {
    value: row.value,
    takenOn: day(row.taken_on),
    evidence: row.evidence as Evidence,
    ...optional("significant", row.significant, Boolean),
    ...optional("note", row.note, identity),
  };
}
