import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { addBet, addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { ourcome, start, withTeam } from "#tests/support/ourcome-command.ts";
import { dump } from "#tests/support/dump.ts";
import { fillRichly } from "#tests/support/rich-ledger.ts";

const examples = join(import.meta.dirname, "../../examples/import");

const GROWTH = ["--team", "growth"];

test("an export is imported once, and again without a change; --dry-run says the same and saves nothing", async () => {
  using source = databaseFile();
  using target = databaseFile();
  await writeDatabase(source.path, fillRichly);
  const file = join(dirname(source.path), "all.json");
  expect(await ourcome(source.path, "export", "--out", file)).toEqual({
    code: 0,
    stdout: `${file} is written.\n`,
    stderr: "",
  });

  const empty = dump(target.path);
  const counts = "12 new, 0 the same, 0 different: 2 teams, 1 objective, 8 bets, 1 pulse.\n";
  expect(await ourcome(target.path, "import", file, "--dry-run")).toEqual({
    code: 0,
    stdout: `Nothing was imported (--dry-run). The file has ${counts}`,
    stderr: "",
  });
  expect(dump(target.path)).toEqual(empty);
  expect(await ourcome(target.path, "import", file)).toEqual({ code: 0, stdout: counts, stderr: "" });
  const filled = dump(target.path);
  expect(await ourcome(target.path, "import", file)).toMatchObject({
    code: 0,
    stdout: "0 new, 12 the same, 0 different: 2 teams, 1 objective, 8 bets, 1 pulse.\n",
  });
  expect(dump(target.path)).toEqual(filled);

  // What leaves has no vote, key, sealed text, held-back rating or pending message.
  const text = readFileSync(file, "utf8");
  for (const secret of ["sealed_key", "ballot", "U0ANA", "mastery", "waiting", "pulse-2"])
    expect(text).not.toContain(secret);
  expect(JSON.parse(text)).toMatchObject({ format: "ourcome", version: 1, count: 12 });
  expect(filled.filter((line) => /^(?:deliveries|ballots) /.test(line))).toEqual([]);
});

test("another content under the same id is refused with its line and field, and nothing is imported", async () => {
  using source = databaseFile();
  await writeDatabase(source.path, fillRichly);
  const { stdout } = await ourcome(source.path, "export");
  const file = join(dirname(source.path), "changed.json");
  const lines = stdout.split("\n");
  const line = lines.findIndex((one) => one.includes('"number":6')) + 1;
  const changed = stdout
    .replace('"value":-1e-7', '"value":5')
    .replace('"id":"team-C0OTHER","channel":"C0OTHER"', '"id":"another","channel":"C0NEW"')
    .replace(/\{"kind":"bet","id":"bet-C0OTHER-1",.*\n/, "")
    .replace(/,\n\]/, "\n]")
    .replace('"count":12', '"count":11');
  writeFileSync(file, changed);
  const before = dump(source.path);
  const result = await ourcome(source.path, "import", file);
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(result.stderr).toContain(
    `Line ${line}, readings[0].value: is not what this database has for the same bet.`,
  );
  expect(result.stderr).toContain("1 new, 9 the same, 1 different");
  expect(dump(source.path)).toEqual(before);
});

test("a team's channel can be another one, and only one team of a file can be meant", async () => {
  using source = databaseFile();
  using target = databaseFile();
  await writeDatabase(source.path, fillRichly);
  await writeDatabase(
    target.path,
    async (store) =>
      void (await store.teams.add({ ...(await addTeam(store, "C0X", "X")), id: "x", channel: "C0OTHER" })),
  );
  const file = join(dirname(source.path), "all.json");
  await ourcome(source.path, "export", "--out", file);
  const taken = await ourcome(target.path, "import", file, "--team", "Checkout", "--json");
  expect(taken.code).toBe(1);
  expect(JSON.parse(taken.stdout)).toMatchObject({
    saved: false,
    problems: [{ field: "channel", message: expect.stringContaining("has another team already") }],
  });
  const moved = await ourcome(
    target.path,
    "import",
    file,
    "--team",
    "Growth",
    "--channel",
    "C0GROWTH=C0NEW",
    "--json",
  );
  expect(JSON.parse(moved.stdout)).toMatchObject({
    new: 10,
    saved: true,
    problems: [],
    kinds: { team: { new: 1 } },
  });
  expect(dump(target.path).find((line) => line.includes("Growth"))).toContain("C0NEW");
  expect((await ourcome(target.path, "import", file, "--team", "Nobody")).stderr).toContain(
    "The file has no such team.",
  );
});

/** The bets of a database by number: their columns, and the line of the dump. */
const betsIn = (path: string) =>
  dump(path)
    .filter((line) => line.startsWith("bets "))
    .map((line) => ({ line, row: JSON.parse(line.slice("bets ".length)) as Record<string, unknown> }))
    .toSorted((a, b) => Number(a.row["number"]) - Number(b.row["number"]));

const OPEN = { state: "open", verdict: null, final_value: null, settled_at: null };

describe("files of other tools", () => {
  test.each<readonly [name: string, args: readonly string[], expected: readonly object[]]>([
    [
      "bets.csv",
      [
        "--map",
        "title=Feature",
        "--map",
        "belief=Hypothesis",
        "--map",
        "reviewOn=Review by",
        "--decimal",
        "comma",
      ],
      [
        {
          title: "Checklist on first login",
          belief: "New users finish set-up when they see what is left",
          metric: "Activation",
          unit: "%",
          baseline: 32.5,
          target: 40,
          review_on: "2025-01-15",
          chosen: "we-chose",
          state: "final",
          verdict: "part-way",
          final_value: 37.25,
          final_evidence: "before-after",
          settled_at: "2025-01-15T11:00:00.000Z",
        },
        { title: "Annual plan banner", baseline: 1_200, target: 1_500, chosen: "decided-for-us", ...OPEN },
      ],
    ],
    [
      "fatebook.csv",
      ["--format", "fatebook"],
      [
        {
          title: "Will the checklist lift activation to 40 %?",
          belief: "Set-up feels endless today",
          metric: "Resolved yes (1) or no (0)",
          placed_at: "2024-11-03T09:10:44.000Z",
          verdict: "missed",
          final_value: 0,
          settled_at: "2025-01-16T10:02:31.000Z",
          confidence: "given",
          // Of the person who forecast twice, the last counts.
          confidence_median: 50,
          confidence_highest: 70,
          confidence_answered: 3,
        },
        { title: "Which plan will most new teams take? · Monthly", ...OPEN, confidence: "too-few" },
        {
          title: "Which plan will most new teams take? · Yearly",
          ...OPEN,
          next_prompt_at: "2099-03-31T08:00:00.000Z",
        },
      ],
    ],
    [
      "growthbook.json",
      ["--format", "growthbook"],
      [
        {
          title: "Checklist on first login",
          metric: "met_activation won (1) or not (0)",
          shipped_on: "2024-10-07",
          review_on: "2024-11-03",
          verdict: "hit",
          final_value: 1,
          final_evidence: "ab-test",
          final_significant: 1,
          final_note: "Activation rose by four points",
        },
        {
          title: "Annual plan banner",
          belief: "A banner in the billing page",
          ...OPEN,
          next_prompt_at: null,
        },
      ],
    ],
  ])("the bets of %s become the team's, without a person, and once", async (name, args, expected) => {
    await withTeam(async ({ path }) => {
      const command = ["import", join(examples, name), ...GROWTH, ...args];
      expect(await ourcome(path, ...command)).toEqual({
        code: 0,
        stdout: `${expected.length} new, 0 the same, 0 different: ${expected.length} bets.\n`,
        stderr: "",
      });
      const bets = betsIn(path);
      expect(bets.map(({ row }) => row)).toEqual(expected.map((row) => expect.objectContaining(row)));
      expect(bets.map(({ line }) => line).join("\n")).not.toMatch(/Robin|Kim|Sam|example\.com/);
      expect(await ourcome(path, ...command)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("0 new"),
      });
    });
  });

  test("a CSV of our own is read back, formula cells and all", async () => {
    using source = databaseFile();
    await writeDatabase(source.path, fillRichly);
    const file = join(dirname(source.path), "bets.csv");
    await ourcome(source.path, "export", "--team", "Growth", "--format", "csv", "--out", file);
    const csv = readFileSync(file, "utf8");
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")`);
    await withTeam(async ({ path }) => {
      expect(await ourcome(path, "import", file, ...GROWTH)).toEqual({
        code: 0,
        stdout: "7 new, 0 the same, 0 different: 7 bets.\n",
        stderr: "",
      });
      expect(dump(path).join("\n")).toContain("=HYPERLINK");
    });
  });
});

test("a CSV with a byte order mark, semicolons, decimal commas and Windows lines is read; --redact takes addresses out", async () => {
  await withTeam(async ({ path, file }) => {
    const csv =
      '\uFEFFTitle;Metric;From;To;Review\r\n\'=1+1 for dana@example.com;"a;b";32,5;40,25;01.12.2026\r\n';
    expect(await ourcome(path, "import", file("a.csv", csv), ...GROWTH, "--redact")).toMatchObject({
      code: 0,
      stderr: "",
    });
    const bet = dump(path).find((line) => line.startsWith("bets ")) ?? "";
    for (const kept of ["=1+1 for (name removed)", "a;b", "32.5", "40.25", "2026-12-01"])
      expect(bet).toContain(kept);
  });
});

test("100,000 rows are imported, and Ctrl-C in between imports none and leaves the database usable", async () => {
  await withTeam(async ({ path, file }) => {
    const rows = Array.from({ length: 100_000 }, (_, row) => `Idea ${row},m,1,2,2026-01-01\n`).join("");
    const csv = file("many.csv", `Title,Metric,From,To,Review\n${rows}`);
    const before = dump(path);
    const { child, ended } = start(path, ["import", csv, ...GROWTH]);
    // Once its transaction has outgrown SQLite's memory it is in the middle.
    const writtenBytes = () => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    while (writtenBytes() < 2 ** 20) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 130, stdout: "", stderr: "Stopped: nothing was imported.\n" });
    expect(dump(path)).toEqual(before);
    expect(await ourcome(path, "import", csv, ...GROWTH)).toMatchObject({
      code: 0,
      stdout: "100,000 new, 0 the same, 0 different: 100,000 bets.\n",
    });
  });
});

test("an export says which teams there are, and prints Markdown by quarter", async () => {
  using ledger = databaseFile();
  await writeDatabase(ledger.path, async (store) => {
    const team = await addTeam(store, "C0GROWTH", "Growth");
    await addBet(store, team, { number: 1, title: "*Bold* idea" });
  });
  expect(await ourcome(ledger.path, "export", "--team", "Grow")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: 'There is no team called "Grow". There are: Growth.\n',
  });
  const { stdout } = await ourcome(ledger.path, "export", "--format", "markdown");
  expect(stdout.replaceAll("\u00a0", " ")).toBe(
    "# Growth\n\n## Q4 2026\n\n### #1 \\*Bold\\* idea\n\nWe believe it helps\n\n- activation from 32 % to 40 %, review on 2026-12-01\n- Open\n",
  );
});
