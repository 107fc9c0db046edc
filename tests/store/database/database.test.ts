import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sql } from "kysely";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "#store/database/database.ts";
import { checkSqliteVersion } from "#store/database/sqlite.ts";
import { postgresServer } from "#tests/support/postgres.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ourcome-database-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (path: string) => openDatabase({ kind: "file", path });

test("creates a missing folder, and keeps data across reopening", async () => {
  const path = join(folder, "new/deep/ourcome.db");
  const first = await open(path);
  await first
    .insertInto("polls")
    .values({ workspace: "T1", id: "p", sealed_key: "k", shows_from: 0 })
    .execute();
  await first.destroy();
  const second = await open(path);
  expect(await second.selectFrom("polls").select("id").execute()).toEqual([{ id: "p" }]);
  await second.destroy();
});

test("refuses a second server on the same file, even through a symlink, until the first closes it", async () => {
  const path = join(folder, "ourcome.db");
  const first = await open(path);
  await expect(open(path)).rejects.toThrow(`Another Ourcome is using ${path}. Stop it first.`);
  const alias = join(folder, "alias.db");
  symlinkSync(path, alias);
  await expect(open(alias)).rejects.toThrow(`Another Ourcome is using ${alias}. Stop it first.`);
  await first.destroy();
  await (await open(path)).destroy();
});

test("releases the lock of a server that was killed", async () => {
  const path = join(folder, "ourcome.db");
  const script = `import { openDatabase } from "#store/database/database.ts";
    await openDatabase({ kind: "file", path: ${JSON.stringify(path)} });
    console.log("open");
    setInterval(() => {}, 60_000);`;
  const other = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: join(import.meta.dirname, "../../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(other.stdout, "data");
    await expect(open(path)).rejects.toThrow("Another Ourcome is using");
  } finally {
    other.kill("SIGKILL");
    await once(other, "exit");
  }
  await (await open(path)).destroy();
});

test("reports a file that can't be opened, and doesn't keep it locked", async () => {
  const words = "cannot be used as the database";
  const file = join(folder, "words.txt");
  writeFileSync(file, "These are words, and no database at all. ".repeat(200));
  await expect(open(file)).rejects.toThrow(`${file} ${words} (file is not a database). Set DATABASE_URL to`);
  await expect(open(file)).rejects.toThrow("file is not a database");

  await expect(open(join(file, "ourcome.db"))).rejects.toThrow(words);
  mkdirSync(join(folder, "folder.db"));
  await expect(open(join(folder, "folder.db"))).rejects.toThrow(words);
});

test("refuses a schema that is newer than the code", async () => {
  const path = join(folder, "ourcome.db");
  await (await open(path)).destroy();
  const file = new Database(path);
  file.prepare("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')").run();
  file.close();
  const words =
    "The database was last used by a newer Ourcome (its schema has 9999-later). Start that version, or a newer one.";
  await expect(open(path)).rejects.toThrow(words);
  await expect(open(path)).rejects.toThrow(words);
});

test("names a PostgreSQL server that does not answer, without its password", async () => {
  const url = "postgres://ourcome:hush@127.0.0.1:1/ourcome";
  const refusal = await openDatabase({ kind: "postgres", url }).catch((fault: unknown) => String(fault));
  expect(refusal).toContain("PostgreSQL at 127.0.0.1:1 cannot be used (connect ECONNREFUSED 127.0.0.1:1).");
  expect(refusal).not.toContain("hush");
});

test.skipIf(!postgresServer)("replaces a PostgreSQL connection that was lost while idle", async () => {
  const db = await openDatabase({ kind: "postgres", url: postgresServer ?? "" });
  const pid = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]!.pid;
  const first = await pid();
  const admin = new Client({ connectionString: postgresServer });
  await admin.connect();
  await admin.query("select pg_terminate_backend($1, 5000)", [first]);
  await expect.poll(pid).not.toBe(first);
  await admin.end();
  await db.destroy();
});

test.each(["3.51.3", "3.51.10", "3.54.1", "4.0.0"])("accepts SQLite %s", (version) => {
  expect(() => checkSqliteVersion(version)).not.toThrow();
});

test.each(["3.51.2", "3.50.9", "3.9.0", "2.99.99"])("refuses SQLite %s", (version) => {
  expect(() => checkSqliteVersion(version)).toThrow(`SQLite ${version} is older than 3.51.3`);
});
