import type { Kysely } from "kysely";
import { pollKeys, pollPurpose } from "./poll-keys.ts";
import type { Tables } from "#store/database/tables.ts";
import { keyedHash, pollKey, type Seal } from "./seal.ts";

/**
 * One vote per person, without a person on record: a ballot's voter is a hash under the poll's own key, and key and
 * ballots are deleted together when the poll closes.
 */
export function ballots(db: Kysely<Tables>, seal: Seal, onDestroyed: () => void) {
  const key = pollKeys(db, seal);

  return {
    /** `showsFrom`: the threshold that voters are promised. Opening a poll again can only raise it; the rest stays. */
    async open(workspace: string, poll: string, showsFrom = 0): Promise<void> {
      const sealed_key = seal.seal(pollKey(), pollPurpose(workspace, poll));
      await db
        .insertInto("polls")
        .values({ workspace, id: poll, sealed_key, shows_from: showsFrom })
        .onConflict((conflict) =>
          conflict.columns(["workspace", "id"]).doUpdateSet((eb) => ({
            shows_from: eb
              .case()
              .when("polls.shows_from", "<", showsFrom)
              .then(showsFrom)
              .else(eb.ref("polls.shows_from"))
              .end(),
          })),
        )
        .execute();
    },

    /** Casts or changes a person's vote. False if the poll is closed. */
    async cast(workspace: string, poll: string, person: string, answer: string): Promise<boolean> {
      const secret = await key(workspace, poll);
      if (!secret) return false;
      await db
        .insertInto("ballots")
        .values({ workspace, poll, voter: keyedHash(secret, person), answer })
        .onConflict((conflict) => conflict.columns(["workspace", "poll", "voter"]).doUpdateSet({ answer }))
        .execute();
      return true;
    },

    async answerOf(workspace: string, poll: string, person: string): Promise<string | undefined> {
      const secret = await key(workspace, poll);
      if (!secret) return undefined;
      const row = await db
        .selectFrom("ballots")
        .select("answer")
        .where("workspace", "=", workspace)
        .where("poll", "=", poll)
        .where("voter", "=", keyedHash(secret, person))
        .executeTakeFirst();
      return row?.answer;
    },

    /** Whether the server's secret opens the poll's key. False if there is no such poll. */
    async isReadable(workspace: string, poll: string): Promise<boolean> {
      try {
        return (await key(workspace, poll)) !== undefined;
      } catch {
        return false;
      }
    },

    /** How many answers it takes to show results: the team's threshold, or the poll's own if that is higher. */
    async threshold(workspace: string, poll: string, teamThreshold: number): Promise<number> {
      const row = await db
        .selectFrom("polls")
        .select("shows_from")
        .where("workspace", "=", workspace)
        .where("id", "=", poll)
        .executeTakeFirst();
      return Math.max(teamThreshold, row?.shows_from ?? 0);
    },

    /** Those of these people who have voted. */
    async votersAmong(workspace: string, poll: string, people: Iterable<string>): Promise<Set<string>> {
      const secret = await key(workspace, poll);
      if (!secret) return new Set();
      const rows = await db
        .selectFrom("ballots")
        .select("voter")
        .where("workspace", "=", workspace)
        .where("poll", "=", poll)
        .execute();
      const cast = new Set(rows.map(({ voter }) => voter));
      return new Set([...people].filter((person) => cast.has(keyedHash(secret, person))));
    },

    /** How many of these people gave each answer. */
    async countOf(workspace: string, poll: string, people: Iterable<string>): Promise<Map<string, number>> {
      const counts = new Map<string, number>();
      const secret = await key(workspace, poll);
      if (!secret) return counts;
      const voters = new Set([...people].map((person) => keyedHash(secret, person)));
      const rows = await db
        .selectFrom("ballots")
        .select(["voter", "answer"])
        .where("workspace", "=", workspace)
        .where("poll", "=", poll)
        .execute();
      for (const { voter, answer } of rows)
        if (voters.has(voter)) counts.set(answer, (counts.get(answer) ?? 0) + 1);
      return counts;
    },

    /** How many people gave each answer. */
    async count(workspace: string, poll: string): Promise<Map<string, number>> {
      const rows = await db
        .selectFrom("ballots")
        .select(["answer", (eb) => eb.fn.countAll<number | string | bigint>().as("votes")])
        .where("workspace", "=", workspace)
        .where("poll", "=", poll)
        .groupBy("answer")
        .execute();
      return new Map(rows.map((row) => [row.answer, Number(row.votes)]));
    },

    /** Deletes the poll's key and ballots. Their bytes are purged after the transaction. */
    async close(workspace: string, poll: string): Promise<void> {
      await db.deleteFrom("ballots").where("workspace", "=", workspace).where("poll", "=", poll).execute();
      await db.deleteFrom("polls").where("workspace", "=", workspace).where("id", "=", poll).execute();
      onDestroyed();
    },
  };
}
