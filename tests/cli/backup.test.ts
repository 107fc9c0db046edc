import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { openStoreForReading } from "#store/store.ts";
import { cli, cliOn, startCli } from "#tests/support/cli.ts";
import { addBet, addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

/** Each test's own folder, which goes with its database. */
const beside = (path: string, name: string) => join(dirname(path), name);

const withTeam = (path: string, name = "Growth") =>
  writeDatabase(path, async (store) => {
    const team = await addTeam(store, `C0${name.toUpperCase()}`, name);
    await addBet(store, team, { number: 1 });
  });

const refused = (words: string) => ({ code: 1, stdout: "", stderr: expect.stringContaining(words) });

test("a backup beside a running server is whole, private, and opens elsewhere as it was", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const card = (await s.slack.readChannel("C0GROWTH")).find(({ text }) => text.startsWith("Bet #1 · "));
  await s.slack.as("U0ANA").clickButton({ channel: "C0GROWTH", ts: card?.ts ?? "" }, "70\u00a0%");
  const copy = beside(file.path, "copy.db");

  const { code, stdout, stderr } = await cliOn(file.path, "backup", "--json", copy);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    file: copy,
    bytes: statSync(copy).size,
    schema: expect.stringMatching(/^\d{4}-/),
    workspaces: 1,
    teams: 1,
    bets: 1,
    readings: 0,
    learnings: 0,
    sealedAnswers: expect.any(Number),
  });
  expect(JSON.parse(stdout)).not.toMatchObject({ sealedAnswers: 0 });
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(copy)).filter((name) => name.startsWith("copy.db"))).toEqual(["copy.db"]);

  const elsewhere = beside(file.path, "elsewhere.db");
  expect(await cliOn(elsewhere, "restore", copy)).toMatchObject({ code: 0, stderr: "" });
  const { store, close } = await openStoreForReading({ kind: "file", path: elsewhere });
  const [team] = await store.teams.allWorkspaces();
  expect(await store.bets.findByNumber(team!.workspace, team!.id, 1)).toMatchObject({
    title: expect.stringContaining("Checklist"),
  });
  await close();
  // The server is none the worse.
  await placeBet(s, "Invite link lifts invites from 10% to 12%");
  expect(s.logged).toEqual([]);
});

test("what is in it is said in words", async () => {
  using file = databaseFile();
  await withTeam(file.path);
  const copy = beside(file.path, "copy.db");
  expect(await cliOn(file.path, "backup", copy)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/copy\.db is written and checked: \d+ kB with 1 team, 1 bet\.\n$/),
    stderr: "",
  });
});

test("erased text isn't in a backup, though the file once had it", async () => {
  using file = databaseFile();
  const secret = "a belief that is nobody's business any more";
  await writeDatabase(file.path, async (store) => {
    const team = await addTeam(store, "C0GROWTH", "Growth");
    for (let number = 1; number <= 40; number += 1)
      await addBet(store, team, { number, belief: `${secret} ${"x".repeat(2_000)}` });
    await addTeam(store, "C0OTHER", "Other");
  });
  const copy = beside(file.path, "copy.db");
  await cliOn(file.path, "backup", copy);
  expect(readFileSync(copy).includes(secret)).toBe(true);

  expect(await cliOn(file.path, "erase", "--team", "Growth", "--yes")).toMatchObject({ code: 0 });
  expect(await cliOn(file.path, "backup", copy, "--force")).toMatchObject({ code: 0 });
  expect(readFileSync(copy).includes(secret)).toBe(false);
});

test("a file that is there is left alone without --force", async () => {
  using file = databaseFile();
  await withTeam(file.path);
  const copy = beside(file.path, "copy.db");
  writeFileSync(copy, "mine");
  expect(await cliOn(file.path, "backup", copy)).toEqual(refused("is there already, and is left as it is."));
  expect(readFileSync(copy, "utf8")).toBe("mine");
  expect(await cliOn(file.path, "backup", copy, "--force")).toMatchObject({ code: 0 });
  expect(new Database(copy, { readonly: true }).pragma("integrity_check", { simple: true })).toBe("ok");
});

test.each([
  ["the database itself", "ledger.db", "belongs to the database itself"],
  ["its log", "ledger.db-wal", "belongs to the database itself"],
  ["a folder that there is not", "none/copy.db", "There is no folder"],
  ["a folder", "folder", "is not a file"],
])("a backup to %s is refused even with --force", async (_name, target, words) => {
  using file = databaseFile();
  await withTeam(file.path);
  mkdirSync(beside(file.path, "folder"));
  expect(await cliOn(file.path, "backup", "--force", beside(file.path, target))).toEqual(refused(words));
  expect(await cliOn(file.path, "backup", beside(file.path, "copy.db"))).toMatchObject({ code: 0 });
});

test("without a database nothing is written", async () => {
  using file = databaseFile();
  const [none, copy] = [beside(file.path, "none.db"), beside(file.path, "copy.db")];
  expect(await cliOn(none, "backup", copy)).toEqual(refused(`There is no database at ${none}.`));
  expect([existsSync(none), existsSync(copy)]).toEqual([false, false]);
});

test("a damaged database makes no backup", async () => {
  using file = databaseFile();
  await withTeam(file.path);
  const bytes = readFileSync(file.path);
  bytes.fill(0xff, 8_192, 40_960);
  writeFileSync(file.path, bytes);
  const copy = beside(file.path, "copy.db");
  const { code, stdout } = await cliOn(file.path, "backup", copy);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(readdirSync(dirname(copy)).filter((name) => name.startsWith("copy.db"))).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of a backup leaves nothing half",
  async (signal) => {
    using file = databaseFile();
    await withTeam(file.path);
    const database = new Database(file.path);
    database.exec("create table filler (bytes blob)");
    const fill = database.prepare("insert into filler values (randomblob(1000000))");
    for (let megabytes = 0; megabytes < 150; megabytes += 1) fill.run();
    database.close();

    const { child, ended } = startCli(
      { DATABASE_URL: `file:${file.path}` },
      "backup",
      beside(file.path, "copy.db"),
    );
    const copies = () => readdirSync(dirname(file.path)).filter((name) => name.startsWith("copy.db"));
    await vi.waitFor(() => expect(copies()).not.toEqual([]), { interval: 2, timeout: 60_000 });
    child.kill(signal);
    expect(await ended).toEqual({
      code: 130,
      stdout: "",
      stderr: expect.stringMatching(/^Stopped: .*copy\.db was not written\.\n$/),
    });
    expect(copies()).toEqual([]);
  },
);

test("PostgreSQL is left to its own tools, with what to run", async () => {
  const env = { DATABASE_URL: "postgres://ourcome:hush@127.0.0.1:1/ourcome" };
  const [backup, restore] = await Promise.all([cli(env, "backup", "x.db"), cli(env, "restore", "x.db")]);
  expect(backup).toEqual(refused('pg_dump --format=custom --file=FILE "$DATABASE_URL"'));
  expect(restore).toEqual(refused("pg_restore --clean"));
  expect(backup.stderr + restore.stderr).not.toContain("hush");
});

test("a restore keeps what was there, and a second one doesn't lose it", async () => {
  using file = databaseFile();
  await withTeam(file.path, "Growth");
  const copy = beside(file.path, "copy.db");
  await cliOn(file.path, "backup", copy);
  await withTeam(file.path, "Other");
  const setAside = `${file.path}.before-restore`;

  const restored = await cliOn(file.path, "restore", copy, "--json");
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(restored.stdout)).toMatchObject({ file: copy, database: file.path, teams: 1, setAside });
  const teamsIn = (path: string) =>
    new Database(path, { readonly: true }).prepare("select name from teams order by name").pluck().all();
  expect([teamsIn(file.path), teamsIn(setAside), teamsIn(copy)]).toEqual([
    ["Growth"],
    ["Growth", "Other"],
    ["Growth"],
  ]);

  expect(await cliOn(file.path, "restore", copy)).toEqual(
    refused("is what an earlier restore replaced, and would be lost."),
  );
  expect(teamsIn(setAside)).toEqual(["Growth", "Other"]);
  expect(await cliOn(file.path, "restore", copy, "--force")).toMatchObject({ code: 0 });
  expect(teamsIn(setAside)).toEqual(["Growth"]);
});

test("a restore is refused while a server runs, and changes nothing", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const copy = beside(file.path, "copy.db");
  await cliOn(file.path, "backup", copy);
  expect(await cliOn(file.path, "restore", copy)).toEqual(
    refused(`A server is using ${file.path}. Stop it, restore, and start it again.`),
  );
  expect(existsSync(`${file.path}.before-restore`)).toBe(false);
});

const BAD_BACKUPS: readonly (readonly [string, string, (path: string) => void])[] = [
  ["that there is not", "There is no file", () => {}],
  ["that is empty", "It is not a database of Ourcome.", (path) => writeFileSync(path, "")],
  [
    "that is no database",
    "It is no whole SQLite database.",
    (path) => writeFileSync(path, "words ".repeat(1_000)),
  ],
  [
    "of another program",
    "It is not a database of Ourcome.",
    (path) => void new Database(path).exec("create table teams (a)").close(),
  ],
  [
    "that is half-written",
    "cannot be restored, and nothing was changed.",
    (path) => truncateSync(path, 50_000),
  ],
  [
    "of a newer Ourcome",
    "was last used by a newer Ourcome (its schema has 9999-future)",
    (path) =>
      void new Database(path)
        .exec(
          "update kysely_migration set name = '9999-future' where name = (select max(name) from kysely_migration)",
        )
        .close(),
  ],
];

test.each(BAD_BACKUPS)("a backup %s is refused, and nothing is changed", async (name, words, spoil) => {
  using file = databaseFile();
  await withTeam(file.path);
  const before = readFileSync(file.path);
  const copy = beside(file.path, "copy.db");
  if (!["that there is not", "that is empty", "that is no database", "of another program"].includes(name))
    copyFileSync(file.path, copy);
  spoil(copy);
  expect(await cliOn(file.path, "restore", copy)).toEqual(refused(words));
  expect(readFileSync(file.path).equals(before)).toBe(true);
  expect(readdirSync(dirname(file.path)).filter((one) => /restor/.test(one))).toEqual([]);
});
