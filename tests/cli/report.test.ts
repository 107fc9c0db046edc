import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { teamWithAQuarter } from "#tests/support/quarter.ts";
import { serverFile } from "#tests/support/server-file.ts";
import { stage } from "#tests/support/stage.ts";

const root = join(import.meta.dirname, "../..");

/** Runs the command as an operator does, with this database and no other setting. */
async function report(path: string, ...args: string[]) {
  const child = spawn(process.execPath, ["src/cli/main.ts", "report", ...args], {
    cwd: root,
    env: { DATABASE_URL: `file:${path}`, NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "" },
    timeout: 60_000,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code] = await once(child, "close");
  return { code: code as number, stdout: stdout.replaceAll("\u00a0", " "), stderr };
}

const refused = (stderr: string) => ({ code: 1, stdout: "", stderr: `${stderr}\n` });
const misused = (stderr: string) => ({ ...refused(`${stderr}\nSee ourcome report --help.`), code: 2 });

const GROWTH = ["--team", "growth", "--quarter", "2026-Q4"];

test("a page is written beside a running server, and names nobody", async () => {
  using ledger = databaseFile();
  await using s = await stage({ database: ledger.path });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40% by 30 Nov");
  await ana.submit({ name: "Growth" });
  await ana.submit({ chosen: "we-chose" });
  await s.slack.as("U0BEN").command("C0GROWTH", "/bet", "settle 1");
  await s.slack.as("U0BEN").submit({ value: "37" });
  await s.wait(Temporal.Duration.from({ days: 2 }));

  const out = join(dirname(ledger.path), "report.html");
  expect(await report(ledger.path, ...GROWTH, "--out", out)).toEqual({
    code: 0,
    stdout: `${out} is written.\n`,
    stderr: "",
  });
  const html = readFileSync(out, "utf8");
  expect(html).toMatch(/^<!doctype html>.*The one settled bet did not hit\..*63.% of the way/s);
  expect(html).not.toMatch(/U0[A-Z]{3}|\b(?:Ana|Ben|Sol|Ray)\b/);
});

test("--out report.md and --format md write Markdown, and without --out it is printed", async () => {
  using ledger = databaseFile();
  await writeDatabase(ledger.path, async (store) => void (await teamWithAQuarter(store)));
  const out = join(dirname(ledger.path), "report.md");
  const [printed, written] = await Promise.all([
    report(ledger.path, ...GROWTH, "--format", "md"),
    report(ledger.path, "--team", "C0GROWTH", "--year", "2026", "--out", out),
  ]);
  expect(printed).toMatchObject({ code: 0, stderr: "" });
  expect(printed.stdout).toMatch(/^# Growth · Q4 2026( so far)?\n/);
  expect(written).toMatchObject({ code: 0 });
  expect(readFileSync(out, "utf8")).toMatch(/^# Growth · 2026( so far)?\n/);
});

test.each([
  [
    "a team that there is not",
    ["--team", "Grow", "--quarter", "2026-Q4"],
    'There is no team called "Grow". There are: Growth, Twins, Twins.',
  ],
  [
    "a name of two teams",
    ["--team", "Twins", "--quarter", "2026-Q4"],
    '2 teams are called "Twins". Say which by its channel: --team C0ONE or --team C0TWO.',
  ],
  [
    "a quarter to come",
    ["--team", "Growth", "--quarter", "9998-Q4"],
    "That has not begun yet, so there is nothing to report.",
  ],
] as const)("%s is refused with what to write instead", async (_name, args, words) => {
  using ledger = databaseFile();
  await writeDatabase(ledger.path, async (store) => {
    await teamWithAQuarter(store);
    await addTeam(store, "C0ONE", "Twins");
    await addTeam(store, "C0TWO", "Twins");
  });
  expect(await report(ledger.path, ...args)).toEqual(refused(words));
});

test.each([
  [
    "no quarter",
    ["--team", "Growth", "--quarter", "Q5"],
    '--quarter takes a quarter such as 2026-Q4, and not "Q5".',
  ],
  [
    "no year",
    ["--team", "Growth", "--year", "twenty"],
    '--year takes a year such as 2026, and not "twenty".',
  ],
  [
    "several mistakes at once",
    ["--format", "pdf"],
    '--team is missing: the team\'s name, as in --team "Growth".\n--quarter or --year is missing, as in --quarter 2026-Q4 or --year 2026.\n--format takes html or md, and not "pdf".',
  ],
  [
    "both periods",
    ["--team", "Growth", "--quarter", "2026-Q4", "--year", "2026"],
    "--quarter and --year are both given. Leave one out.",
  ],
] as const)("%s is wrong usage, with what to write instead", async (_name, args, words) => {
  expect(await report("data/none.db", ...args)).toEqual(misused(words));
});

test("an unknown option is wrong usage, with the one that was meant", async () => {
  expect(await report("data/none.db", "--teem", "Growth")).toEqual(
    misused("Unknown option '--teem'\n(Did you mean --team?)"),
  );
});

test("a missing database is not made, and one of another version is left as it is", async () => {
  using ledger = databaseFile();
  const none = join(dirname(ledger.path), "none.db");
  expect(await report(none, ...GROWTH)).toEqual(
    refused(`There is no database at ${none}. Set DATABASE_URL to the server's.`),
  );
  expect(existsSync(none)).toBe(false);

  const database = new Database(ledger.path);
  const last = "(select max(name) from kysely_migration)";
  database.exec(`update kysely_migration set name = '9999-future' where name = ${last}`);
  expect(await report(ledger.path, ...GROWTH)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("was last used by a newer Ourcome (its schema has 9999-future)"),
  });
  database.exec(`delete from kysely_migration where name = ${last}`);
  expect(await report(ledger.path, ...GROWTH)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Start the server of this version once"),
  });
  database.close();
});

test("the server's bundle has none of the libraries that only a report needs", async () => {
  const server = readFileSync(await serverFile(), "utf8");
  for (const library of ["@observablehq/plot", "linkedom", "hastscript"])
    expect(server).not.toContain(`node_modules/${library}/`);
});
