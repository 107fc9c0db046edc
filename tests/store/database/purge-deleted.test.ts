import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { settle } from "#domain/bets/bet.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import { openDatabase } from "#store/database/database.ts";
import { storeIn } from "#store/store.ts";
import { AT, bet, team, W } from "#tests/store/contract/facts.ts";

const bytesOf = (path: string): Buffer =>
  Buffer.concat([path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file)));

test.each([1, 12, 200])(
  "purges ballots and keys of closed polls with %d voters from the file and its log",
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

test("empties the log in the next transaction if somebody was reading the file", async () => {
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

test("purges an erased team's words from the file, its log and its full-text index", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-erasure-"));
  const path = join(folder, "ourcome.db");
  const db = await openDatabase({ kind: "file", path });
  try {
    const store = storeIn(db, new Uint8Array(32).fill(7));
    await store.transaction(async (tx) => {
      for (const id of ["gone", "kept"]) {
        await tx.teams.add(team({ id, channel: `C-${id}` }));
        for (let number = 1; number <= 40; number += 1) {
          const title = `${id === "gone" ? "Vanishing" : "Staying"} zebra${number} checklist`;
          await tx.bets.add(bet({ id: `${id}-${number}`, team: id, number, title }));
        }
      }
    });
    const settled = settle(
      bet({ id: "gone-1", team: "gone" }),
      { kind: "invalid", reason: "quaggas" },
      1,
      AT,
    );
    if (!settled.ok) throw new Error(settled.error.kind);
    await store.transaction((tx) => tx.bets.save(settled.value, "open"));
    for (const word of ["vanish", "quagga"]) expect(bytesOf(path).includes(word)).toBe(true);

    await store.transaction((tx) => tx.eraseTeam(W, "gone"));
    const left = bytesOf(path).toString("latin1").toLowerCase();
    for (const word of ["vanish", "quagga"]) expect(left).not.toContain(word);
    const found = await store.search.find(W, matchingAllWords("zebra7"), {
      teams: ["gone", "kept"],
      limit: 9,
    });
    expect(found.map(({ id }) => id)).toEqual(["kept-7"]);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
});
