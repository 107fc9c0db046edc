import type { Kysely } from "kysely";
import { pollKeys, pollPurpose } from "./poll-keys.ts";
import type { Tables } from "#store/database/tables.ts";
import { keyedHash, pollKey, type Seal } from "./seal.ts";

/**
 * One vote a person, without a person in the ledger: a ballot's voter is a hash under the poll's own key, and key and
 * ballots go together when the poll closes.
 */
export function ballots(db: Kysely<Tables>, seal: Seal, onDestroyed: () => void) {
  const key = pollKeys(db, seal);

  return {
    /** `showsFrom` is the threshold that whoever answers is promised. Opened again, a poll keeps the highest, and all else. */
    async open(workspace: string, poll: string, showsFrom = 0): Promise<void> {
      const sealed_key = seal.close(pollKey(), pollPurpose(workspace, poll));
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

    /** Casts or changes a person's vote. False when the poll is closed. */
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

    /** Whether the poll's key opens under the server's secret; a poll that is not there cannot be read either. */
    async isReadable(workspace: string, poll: string): Promise<boolean> {
      try {
        return (await key(workspace, poll)) !== undefined;
      } catch {
        return false;
      }
    },

    /** From how many answers on it shows: the team's threshold, or the higher one that it was opened with. */
    async threshold(workspace: string, poll: string, ofTeam: number): Promise<number> {
      const row = await db
        .selectFrom("polls")
        .select("shows_from")
        .where("workspace", "=", workspace)
        .where("id", "=", poll)
        .executeTakeFirst();
      return Math.max(ofTeam, row?.shows_from ?? 0);
    },

    /** Those of some people who have voted. */
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

    /** How many gave each answer. */
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

    /** Destroys the poll's key and ballots; their bytes go when the transaction is through. */
    async close(workspace: string, poll: string): Promise<void> {
      await db.deleteFrom("ballots").where("workspace", "=", workspace).where("poll", "=", poll).execute();
      await db.deleteFrom("polls").where("workspace", "=", workspace).where("id", "=", poll).execute();
      onDestroyed();
    },
  };
}
