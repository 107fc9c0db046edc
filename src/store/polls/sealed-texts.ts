import type { Kysely } from "kysely";
import { pollKeys, pollPurpose } from "./poll-keys.ts";
import type { Tables } from "#store/database/tables.ts";
import { keyedHash, type Seal, sealWith } from "./seal.ts";

/**
 * Ballots whose answers are texts: who wrote is a hash under the poll's own key, and what was written is sealed with it.
 * Both go with the poll. No order is kept: texts come out by a hash under that key, which says nothing of who or when.
 */
export function sealedTexts(db: Kysely<Tables>, seal: Seal, onDestroyed: () => void) {
  const keyOf = pollKeys(db, seal);
  const cast = (workspace: string, poll: string) =>
    db.selectFrom("ballots").where("workspace", "=", workspace).where("poll", "=", poll);

  /** Bound to the one who wrote, so that no two can be exchanged. */
  const purpose = (workspace: string, poll: string, voter: string) =>
    `${pollPurpose(workspace, poll)}/${voter}`;
  const opened = (key: Uint8Array, sealed: string, at: string) =>
    JSON.parse(Buffer.from(sealWith(key).open(sealed, at)).toString()) as string[];

  return {
    /** Keeps a person's texts in place of those before; none takes them back. False when the poll is closed. */
    async write(workspace: string, poll: string, person: string, texts: readonly string[]): Promise<boolean> {
      const key = await keyOf(workspace, poll);
      if (!key) return false;
      const voter = keyedHash(key, person);
      await db
        .deleteFrom("ballots")
        .where("workspace", "=", workspace)
        .where("poll", "=", poll)
        .where("voter", "=", voter)
        .execute();
      onDestroyed();
      if (texts.length === 0) return true;
      const plain = Buffer.from(JSON.stringify(texts));
      const answer = sealWith(key).close(plain, purpose(workspace, poll, voter));
      await db.insertInto("ballots").values({ workspace, poll, voter, answer }).execute();
      return true;
    },

    /** What a person wrote. */
    async by(workspace: string, poll: string, person: string): Promise<string[]> {
      const key = await keyOf(workspace, poll);
      if (!key) return [];
      const voter = keyedHash(key, person);
      const row = await cast(workspace, poll).select("answer").where("voter", "=", voter).executeTakeFirst();
      return row ? opened(key, row.answer, purpose(workspace, poll, voter)) : [];
    },

    /** How many people have written. */
    async writers(workspace: string, poll: string): Promise<number> {
      const { people } = await cast(workspace, poll)
        .select((eb) => eb.fn.countAll<number | string | bigint>().as("people"))
        .executeTakeFirstOrThrow();
      return Number(people);
    },

    /** All that these people wrote, or that anybody did, mixed. */
    async mixed(workspace: string, poll: string, people?: Iterable<string>): Promise<string[]> {
      const key = await keyOf(workspace, poll);
      if (!key) return [];
      const wanted = people && new Set([...people].map((person) => keyedHash(key, person)));
      const rows = await cast(workspace, poll).select(["voter", "answer"]).execute();
      const texts = rows
        .filter(({ voter }) => wanted?.has(voter) ?? true)
        .flatMap(({ voter, answer }) => opened(key, answer, purpose(workspace, poll, voter)));
      const chance = new Map(texts.map((text) => [text, keyedHash(key, text)]));
      const by = (text: string) => chance.get(text) ?? "";
      return texts.toSorted((a, b) => (by(a) < by(b) ? -1 : 1));
    },
  };
}
