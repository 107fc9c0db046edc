import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { cliOn } from "#tests/support/cli.ts";
import { databaseFile, writeDatabase, addTeam } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { teamWithAQuarter } from "#tests/support/quarter.ts";
import { stage } from "#tests/support/stage.ts";

const bytesOf = (path: string) =>
  ["", "-wal", "-journal"]
    .map((suffix) => (existsSync(`${path}${suffix}`) ? readFileSync(`${path}${suffix}`, "latin1") : ""))
    .join("");

test("beside a running server a team is erased, with its bytes, and the others stay", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await setUpTeam(s, "C0OTHER");
  expect(bytesOf(file.path)).toContain("Checklist");

  const erased = await cliOn(file.path, "erase", "--team", "C0GROWTH", "--yes", "--json");
  expect(erased).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(erased.stdout)).toEqual({
    erased: [
      {
        team: expect.any(String),
        channel: "C0GROWTH",
        bets: 1,
        readings: 0,
        retros: 0,
        learnings: 0,
        nextSteps: 0,
        objectives: 0,
        messages: expect.any(Number),
      },
    ],
    purged: true,
  });
  expect(bytesOf(file.path)).not.toContain("Checklist");
  await s.slack.as("U0ANA").command("C0GROWTH", "/bet", "list");
  expect(s.shownTo("U0ANA").at(-1)).not.toContain("Checklist");
  expect((await s.app.store.teams.allWorkspaces()).map(({ channel }) => channel)).toEqual(["C0OTHER"]);
  expect(s.logged).toEqual([]);
});

test("without --yes it counts what would be erased, and erases nothing", async () => {
  using file = databaseFile();
  await writeDatabase(file.path, async (store) => void (await teamWithAQuarter(store)));
  const rows = () => {
    const database = new Database(file.path, { readonly: true });
    const counts = ["teams", "bets", "readings"].map((table) =>
      database.prepare(`select count(*) from ${table}`).pluck().get(),
    );
    database.close();
    return counts;
  };
  const before = rows();
  const { code, stdout, stderr } = await cliOn(file.path, "erase", "--team", "growth");
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "Nothing was erased: add --yes to erase this for good.\nSee ourcome erase --help.\n",
  });
  expect(stdout).toMatch(/^Growth \(C0GROWTH\): \d+ bets, .*\.\n$/);
  expect(rows()).toEqual(before);
});

test("a workspace is erased with everything that is on record of it", async () => {
  using file = databaseFile();
  await writeDatabase(file.path, async (store) => {
    await teamWithAQuarter(store);
    await addTeam(store, "C0OTHER", "Other");
  });
  const database = new Database(file.path);
  database.exec("insert into requests (workspace, hash, taken_on) values ('T0SANDBOX', 'x', '2026-11-01')");
  expect(await cliOn(file.path, "erase", "--workspace", "T0SANDBOX", "--yes")).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Erased: Growth .*\nErased: Other \(C0OTHER\): its settings\.\n$/),
    stderr: "",
  });
  const tables = database
    .prepare(
      "select m.name from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'workspace'",
    )
    .pluck()
    .all();
  expect(tables.length).toBeGreaterThan(15);
  for (const table of tables)
    expect([
      table,
      database
        .prepare(`select count(*) from ${String(table)} where workspace = 'T0SANDBOX'`)
        .pluck()
        .get(),
    ]).toEqual([table, 0]);
  database.close();
});

test.each([
  ["nothing to erase", ["--yes"], 2, "Say what to erase"],
  ["both", ["--team", "Growth", "--workspace", "T0SANDBOX", "--yes"], 2, "Say what to erase"],
  [
    "a team that there is not",
    ["--team", "Grow", "--yes"],
    1,
    'There is no team called "Grow". There are: Growth.',
  ],
  [
    "a workspace that there is not",
    ["--workspace", "T0NONE", "--yes"],
    1,
    'There is no workspace "T0NONE" on record. There are: T0SANDBOX.',
  ],
] as const)("%s is refused", async (_name, args, code, words) => {
  using file = databaseFile();
  await writeDatabase(file.path, async (store) => void (await addTeam(store, "C0GROWTH", "Growth")));
  expect(await cliOn(file.path, "erase", ...args)).toEqual({
    code,
    stdout: "",
    stderr: expect.stringContaining(words),
  });
});

test("what another program keeps in the log is said, and that the record is erased", async () => {
  using file = databaseFile();
  await writeDatabase(file.path, async (store) => void (await addTeam(store, "C0GROWTH", "Growth")));
  const reader = new Database(file.path);
  reader.pragma("journal_mode = WAL");
  reader.exec("begin");
  reader.prepare("select * from teams").all();
  const { code, stdout, stderr } = await cliOn(file.path, "erase", "--team", "Growth", "--yes");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "Erased: Growth (C0GROWTH): its settings.\n" });
  expect(stderr).toContain("its bytes are still in the database's log");
  reader.close();
});
