import type { Kysely } from "kysely";
import { pollKeys, pollPurpose } from "./poll-keys.ts";
import type { Tables } from "#store/database/tables.ts";
import { keyedHash, type Seal, sealWith } from "./seal.ts";

/**
 * Ballots whose answers are texts. The author is a hash under the poll's own key, and the text is sealed with that key;
 * both are deleted with the poll. No order is stored: texts are sorted by a hash under that key, which reveals neither
 * author nor time.
 */
export function sealedTexts(db: Kysely<Tables>, seal: Seal, onDestroyed: () => void) {
  const keyOf = pollKeys(db, seal);
  const cast = (workspace: string, poll: string) =>
    db.selectFrom("ballots").where("workspace", "=", workspace).where("poll", "=", poll);

  /** Bound to the author, so that sealed texts can't be swapped between authors. */
  const purpose = (workspace: string, poll: string, voter: string) =>
    `${pollPurpose(workspace, poll)}/${voter}`;
  const unseal = (key: Uint8Array, sealed: string, boundTo: string) =>
    JSON.parse(Buffer.from(sealWith(key).unseal(sealed, boundTo)).toString()) as string[];

  return {
    /** Replaces a person's texts; an empty list withdraws them. False if the poll is closed. */
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
      const answer = sealWith(key).seal(plain, purpose(workspace, poll, voter));
      await db.insertInto("ballots").values({ workspace, poll, voter, answer }).execute();
      return true;
    },

    /** A person's texts. */
    async textsOf(workspace: string, poll: string, person: string): Promise<string[]> {
      const key = await keyOf(workspace, poll);
      if (!key) return [];
      const voter = keyedHash(key, person);
      const row = await cast(workspace, poll).select("answer").where("voter", "=", voter).executeTakeFirst();
      return row ? unseal(key, row.answer, purpose(workspace, poll, voter)) : [];
    },

    /** How many people have written. */
    async writers(workspace: string, poll: string): Promise<number> {
      const { people } = await cast(workspace, poll)
        .select((eb) => eb.fn.countAll<number | string | bigint>().as("people"))
        .executeTakeFirstOrThrow();
      return Number(people);
    },

    /** All texts by these people, or by everybody, mixed. */
    async allShuffled(workspace: string, poll: string, people?: Iterable<string>): Promise<string[]> {
      const key = await keyOf(workspace, poll);
      if (!key) return [];
      const wanted = people && new Set([...people].map((person) => keyedHash(key, person)));
      const rows = await cast(workspace, poll).select(["voter", "answer"]).execute();
      const texts = rows
        .filter(({ voter }) => wanted?.has(voter) ?? true)
        .flatMap(({ voter, answer }) => unseal(key, answer, purpose(workspace, poll, voter)));
      const hashes = new Map(texts.map((text) => [text, keyedHash(key, text)]));
      const hashOf = (text: string) => hashes.get(text) ?? "";
      return texts.toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
    },
  };
}
