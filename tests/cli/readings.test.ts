import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { cliOn } from "#tests/support/cli.ts";
import { addBet, addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const ADD = ["readings", "add", "--team", "Growth", "--bet", "1", "--value", "34.5"];

const withBet = (path: string) =>
  writeDatabase(path, async (store) => {
    const team = await addTeam(store, "C0GROWTH", "Growth");
    await addBet(store, team, { number: 1 });
    const settledAt = team.createdAt;
    const state = { kind: "final", outcome: { verdict: { kind: "invalid" } }, round: 1, settledAt } as const;
    await addBet(store, team, { number: 2, state });
  });

/** The command's clock is this machine's. */
const stageOfToday = (database: string) => stage({ database, start: Temporal.Now.instant() });

const readingsIn = (path: string) => {
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare("select value, taken_on, evidence, note from readings").all();
  } finally {
    database.close();
  }
};

test("a running server updates the card and replies in the thread at its next tick", async () => {
  using file = databaseFile();
  await using s = await stageOfToday(file.path);
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const added = await cliOn(
    file.path,
    "readings",
    "add",
    "--team",
    "C0GROWTH",
    "--bet",
    "#1",
    "--value",
    "34.5",
    "--note",
    "nightly job",
    "--json",
  );
  expect(added).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(added.stdout)).toEqual({
    team: expect.any(String),
    bet: 1,
    metric: "activation",
    unit: "%",
    value: 34.5,
    on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    evidence: "before-after",
  });
  await s.wait({ minutes: 1 });
  const texts = await s.texts();
  expect(texts.filter((text) => text.includes("nightly job"))).toHaveLength(1);
  expect(texts.some((text) => text.includes("Bet #1 · Checklist") && text.includes("34.5 %"))).toBe(true);
  expect(s.logged).toEqual([]);
});

test("many at once beside a writing server all arrive", async () => {
  using file = databaseFile();
  await using s = await stageOfToday(file.path);
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const values = [33, 34, 35, 36];
  const [added] = await Promise.all([
    Promise.all(
      values.map((value) =>
        cliOn(file.path, "readings", "add", "--team", "C0GROWTH", "--bet", "1", "--value", String(value)),
      ),
    ),
    placeBet(s, "Invite link lifts invites from 10% to 12%"),
  ]);
  expect(added.map(({ code, stderr }) => [code, stderr])).toEqual(values.map(() => [0, ""]));
  expect(readingsIn(file.path)).toHaveLength(values.length);
  expect(s.logged).toEqual([]);
});

test("everything about a reading can be given", async () => {
  using file = databaseFile();
  await withBet(file.path);
  const said = await cliOn(
    file.path,
    ...ADD.slice(0, -1),
    "-1.25e1",
    "--evidence",
    "ab-test",
    "--significant",
    "no",
    "--on",
    "2026-11-01",
  );
  expect(said).toEqual({
    code: 0,
    stdout: "The reading of bet #1 is in: activation at -12.5 %.\n",
    stderr: "",
  });
  expect(readingsIn(file.path)).toEqual([
    { value: -12.5, taken_on: "2026-11-01", evidence: "ab-test", note: null },
  ]);
});

test.each([
  [
    "a word",
    ["--value", "lots"],
    '--value takes a number with a decimal point and without a unit, such as 34.5, of 1e15 at most, and not "lots".',
  ],
  ["nothing", ["--value", ""], "--value takes a number"],
  ["NaN", ["--value", "NaN"], "--value takes a number"],
  ["infinity", ["--value", "1e999"], "--value takes a number"],
  ["a number too large", ["--value", "1e308"], "--value takes a number"],
  ["hexadecimal", ["--value", "0x10"], "--value takes a number"],
  ["a decimal comma", ["--value", "34,5"], "--value takes a number"],
  ["a unit", ["--value", "34.5%"], "--value takes a number"],
  ["no bet's number", ["--bet", "twelve"], '--bet takes the bet\'s number, such as 12, and not "twelve".'],
  ["no day", ["--on", "2026-02-30"], '--on takes a day such as 2026-11-27, and not "2026-02-30".'],
  ["a year too far", ["--on", "99999-01-01"], "--on takes a day"],
  [
    "an unknown evidence",
    ["--evidence", "hunch"],
    "Allowed choices are ab-test, holdout, before-after, anecdote.",
  ],
  [
    "significance without an experiment",
    ["--significant", "yes"],
    "--significant goes with --evidence ab-test or holdout.",
  ],
  [
    "a mention",
    ["--note", "asked @dana about it"],
    "reads like a team-mate. Outcomes here belong to the team.",
  ],
  ["a long note", ["--note", "x".repeat(301)], "--note is 301 characters long, and 300 fit."],
  ["two lines", ["--note", "one\ntwo"], "--note takes one line of plain text."],
] as const)("%s is wrong usage, and no reading is taken", async (_name, args, words) => {
  using file = databaseFile();
  await withBet(file.path);
  const { code, stdout, stderr } = await cliOn(file.path, ...ADD, ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(words);
  expect(stderr).toContain("See ourcome readings --help.");
  expect(readingsIn(file.path)).toEqual([]);
});

test.each([
  ["a team that there is not", ["--team", "Grow"], 'There is no team called "Grow". There are: Growth.'],
  [
    "a bet that there is not",
    ["--bet", "99"],
    "The team has no bet #99. In its channel, /bet list all shows which there are.",
  ],
  ["a settled bet", ["--bet", "2"], "Bet #2 is settled, so it takes no more readings."],
  [
    "a day to come",
    ["--on", "2999-01-01"],
    "--on is in the future: a reading is of today or earlier, in the team's time zone.",
  ],
] as const)("%s fails with what to do", async (_name, args, words) => {
  using file = databaseFile();
  await withBet(file.path);
  expect(await cliOn(file.path, ...ADD, ...args)).toEqual({ code: 1, stdout: "", stderr: `${words}\n` });
});

test("a database of another version is left as it is", async () => {
  using file = databaseFile();
  await withBet(file.path);
  const database = new Database(file.path);
  database.exec("delete from kysely_migration where name = (select max(name) from kysely_migration)");
  database.close();
  expect(await cliOn(file.path, ...ADD)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Start the server of this version once"),
  });
  expect(readingsIn(file.path)).toEqual([]);
});
