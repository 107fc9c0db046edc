import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openDatabase } from "#store/database.ts";
import { storeIn } from "#store/store.ts";

const bytesOf = (path: string): Buffer =>
  Buffer.concat([path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file)));

test.each([1, 12, 200])(
  "after polls of %d close, no ballot and no key is left in any byte of the file or its log",
  async (people) => {
    const folder = mkdtempSync(join(tmpdir(), "ourcome-erasure-"));
    const path = join(folder, "ourcome.db");
    const db = await openDatabase({ kind: "file", path });
    try {
      const store = storeIn(db, new Uint8Array(32).fill(7));
      const polls = ["first", "second", "third"];
      for (const poll of polls) {
        await store.ballots.open("T1", poll);
        for (let n = 0; n < people; n += 1)
          await store.transaction((tx) => tx.ballots.cast("T1", poll, `U0PERSON${n}`, "70"));
      }
      const hashes = (await db.selectFrom("ballots").select("voter").execute()).map(({ voter }) => voter);
      const sealed = (await db.selectFrom("polls").select("sealed_key").execute()).map(
        (row) => row.sealed_key,
      );
      const secrets = [...hashes, ...sealed];
      expect(secrets).toHaveLength(3 * people + 3);
      const open = bytesOf(path);
      expect(secrets.every((secret) => open.includes(secret))).toBe(true);
      expect(open.includes("U0PERSON")).toBe(false);

      for (const poll of polls) await store.transaction((tx) => tx.ballots.close("T1", poll));
      const closed = bytesOf(path);
      expect(secrets.filter((secret) => closed.includes(secret))).toEqual([]);
      expect(
        secrets.filter(
          (secret) => closed.includes(secret.slice(0, 16)) || closed.includes(secret.slice(-16)),
        ),
      ).toEqual([]);
      const backup = join(folder, "backup.db");
      const copy = new Database(path, { readonly: true });
      await copy.backup(backup);
      copy.close();
      expect(secrets.filter((secret) => bytesOf(backup).includes(secret))).toEqual([]);
    } finally {
      await db.destroy();
      rmSync(folder, { recursive: true });
    }
  },
);

test("while somebody else reads the file its log cannot be emptied; the next transaction does it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-erasure-"));
  const path = join(folder, "ourcome.db");
  const db = await openDatabase({ kind: "file", path });
  try {
    const store = storeIn(db, new Uint8Array(32).fill(7));
    await store.transaction((tx) => tx.ballots.open("T1", "poll"));
    const { sealed_key } = await db.selectFrom("polls").select("sealed_key").executeTakeFirstOrThrow();
    const reader = new Database(path, { readonly: true });
    reader.exec("begin");
    reader.prepare("select * from polls").all();
    await store.transaction((tx) => tx.ballots.close("T1", "poll"));
    expect(bytesOf(path).includes(sealed_key)).toBe(true);
    reader.close();
    await store.transaction((tx) => tx.teams.find("T1", "none"));
    expect(bytesOf(path).includes(sealed_key)).toBe(false);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
});
