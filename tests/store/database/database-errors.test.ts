import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "#store/database/database.ts";
import { databaseErrorMessage } from "#store/database/database-errors.ts";
import { smallDisk } from "#tests/support/small-disk.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ourcome-trouble-"));
  path = join(folder, "ourcome.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openDatabase({ kind: "file", path });
type Db = Awaited<ReturnType<typeof open>>;

const pragma = async (db: Db, text: string) =>
  Object.values((await sql.raw<Record<string, unknown>>(`pragma ${text}`).execute(db)).rows[0] ?? {})[0];

/** Saves a row in a table of the test's own. */
const save = (db: Db, id: string, bytes = 10) =>
  db.transaction().execute(async (tx) => {
    await sql`create table if not exists notes (id text primary key, words text)`.execute(tx);
    await sql`insert into notes values (${id}, ${"x".repeat(bytes)})`.execute(tx);
  });
const saved = async (db: Db) =>
  (await sql<{ id: string }>`select id from notes order by id`.execute(db)).rows.map(({ id }) => id);

test("flushes each commit to disk", async () => {
  const db = await open();
  expect(await pragma(db, "synchronous")).toBe(2);
  expect(await pragma(db, "journal_mode")).toBe("wal");
  await db.destroy();
});

test("reports a full database, keeps what was saved, and works again when there is space", async () => {
  const db = await open();
  await save(db, "before");
  await pragma(db, `max_page_count = ${String(await pragma(db, "page_count"))}`);
  for (const id of ["a", "b"]) {
    const fault: unknown = await save(db, id, 100_000).catch((thrown: unknown) => thrown);
    expect(databaseErrorMessage(fault)).toContain("no space left");
  }
  await pragma(db, "max_page_count = 1000000");
  await save(db, "after", 100_000);
  expect(await saved(db)).toEqual(["after", "before"]);
  await db.destroy();
});

test("reports a database locked by another program, and works again when it is unlocked", async () => {
  const db = await open();
  await pragma(db, "busy_timeout = 10");
  const other = new Database(path);
  other.exec("begin immediate");
  const fault: unknown = await save(db, "a").catch((thrown: unknown) => thrown);
  expect(databaseErrorMessage(fault)).toContain("another program holds the database's lock");
  other.exec("rollback");
  await save(db, "b");
  expect(await saved(db)).toEqual(["b"]);
  other.exec("begin immediate");
  await db.destroy();
  await expect(open()).rejects.toThrow(
    `${path} cannot be used as the database (database is locked). Another program`,
  );
  other.close();
});

test("reports a read-only database, and works again when it is writable", async () => {
  const db = await open();
  await pragma(db, "query_only = 1");
  const fault: unknown = await save(db, "a").catch((thrown: unknown) => thrown);
  expect(databaseErrorMessage(fault)).toContain("may not be written to");
  await pragma(db, "query_only = 0");
  await save(db, "b");
  await db.destroy();
});

test("refuses a read-only file or folder at startup", async () => {
  await (await open()).destroy();
  chmodSync(folder, 0o777);
  chmodSync(path, 0o444);
  chmodSync(`${path}.lock`, 0o666);
  const words = "Set DATABASE_URL to a file that Ourcome may read and write.";
  await asNobody(async () => expect(open()).rejects.toThrow(words));
  chmodSync(path, 0o666);
  chmodSync(folder, 0o555);
  await asNobody(async () => expect(open()).rejects.toThrow(words));
  chmodSync(folder, 0o700);
});

/** Runs as an unprivileged user, because root may write anything. */
async function asNobody(act: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.(65_534);
  try {
    await act();
  } finally {
    process.seteuid?.(0);
  }
}

test("refuses a damaged file at startup", async () => {
  await (await open()).destroy();
  const bytes = readFileSync(path);
  bytes.fill(0x55, 4096 * 3, bytes.length - 4096);
  writeFileSync(path, bytes);
  await expect(open()).rejects.toThrow("The database is damaged: stop Ourcome, and put the latest backup");
});

test("reports a full disk at startup", async ({ skip }) => {
  using disk = smallDisk("64k");
  if (!disk) return skip("nothing can be mounted here");
  path = join(disk.path, "ourcome.db");
  await expect(open()).rejects.toThrow("There is no space left for the database: make some.");
});

test.each([
  ["SQLITE_READONLY_DBMOVED", "may not be written to"],
  ["SQLITE_IOERR_FSYNC", "does not answer"],
  ["SQLITE_CORRUPT_VTAB", "is damaged"],
  ["53100", "no space left"],
  ["25006", "may not be written to"],
  ["57P01", "does not answer"],
  ["SQLITE_CONSTRAINT_PRIMARYKEY", undefined],
  ["slack_webapi_request_error", undefined],
])("turns %s into the operator's message, if it is a database fault", (code, words) => {
  const message = databaseErrorMessage(Object.assign(new Error("words"), { code }));
  expect(message).toEqual(words && (expect.stringContaining(words) as string));
});
