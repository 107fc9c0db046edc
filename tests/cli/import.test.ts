import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { addBet, addTeam, databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { dump } from "#tests/support/dump.ts";
import { fillRichly } from "#tests/support/rich-ledger.ts";

const root = join(import.meta.dirname, "../..");
const examples = join(root, "examples/import");

function start(path: string, args: readonly string[]) {
  const child = spawn(process.execPath, ["src/cli/main.ts", ...args], {
    cwd: root,
    env: {
      DATABASE_URL: `file:${path}`,
      OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? "",
    },
    timeout: 120_000,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = once(child, "close").then(([code]) => ({ code: code as number, stdout, stderr }));
  return { child, ended };
}

/** Runs the command as an operator does. */
const ourcome = (path: string, ...args: string[]) => start(path, args).ended;

/** A database with a team called Growth, and a file beside it. */
async function withTeam(
  run: (ledger: { path: string; file: (name: string, text: string | Buffer) => string }) => Promise<void>,
) {
  using ledger = databaseFile();
  await writeDatabase(ledger.path, async (store) => void (await addTeam(store, "C0GROWTH", "Growth")));
  await run({
    path: ledger.path,
    file(name, text) {
      const path = join(dirname(ledger.path), name);
      writeFileSync(path, text);
      return path;
    },
  });
}

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

describe("files of other tools", () => {
  test.each([
    [
      "bets.csv",
      ["--map", "title=Feature", "--map", "belief=Hypothesis", "--map", "reviewOn=Review by"],
      "2 new, 0 the same, 0 different: 2 bets.",
    ],
    ["fatebook.csv", ["--format", "fatebook"], "3 new, 0 the same, 0 different: 3 bets."],
    ["growthbook.json", ["--format", "growthbook"], "2 new, 0 the same, 0 different: 2 bets."],
  ])("the bets of %s become the team's, without a person, and once", async (name, args, words) => {
    await withTeam(async ({ path }) => {
      const command = ["import", join(examples, name), ...GROWTH, ...args] as const;
      // A thousand is not guessed: 1.200 could be 1.2.
      if (name === "bets.csv")
        expect((await ourcome(path, ...command)).stderr).toContain("Line 3, From: could be 1.2000 or 1200");
      const decimal = name === "bets.csv" ? ["--decimal", "comma"] : [];
      expect(await ourcome(path, ...command, ...decimal)).toEqual({
        code: 0,
        stdout: `${words}\n`,
        stderr: "",
      });
      const bets = dump(path).filter((line) => line.startsWith("bets "));
      expect(
        bets.map((line) => line.replaceAll(/import-[\w-]+|"placed_at":"[^"]*"/g, "…")),
      ).toMatchSnapshot();
      expect(bets.join("\n")).not.toMatch(/Robin|Kim|Sam|example\.com/);
      expect(await ourcome(path, ...command, ...decimal)).toMatchObject({
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

const HEADER = "Title,Metric,From,To,Review\n";
const HEAD = '{"format":"ourcome","version":1,"records":[\n';
const TEAM =
  '{"kind":"team","workspace":"T1","id":"t","channel":"C1","name":"One","timeZone":"UTC","digestDay":5,"digestTime":"16:00","anonymityThreshold":3,"asksPulse":true,"defaultChosen":"we-chose","postsQuietWeeks":false,"nextBetNumber":1,"nextDigestAt":"2027-01-01T15:00:00.000Z","createdAt":"2026-10-01T09:00:00.000Z"}';
const BET =
  '{"kind":"bet","id":"b","number":1,"title":"Idea","belief":"","metric":"m","unit":"","baseline":1,"target":2,"reviewOn":"2026-12-01","chosen":"we-chose","placedAt":"2026-10-01T09:00:00.000Z","prompts":0,"state":"open","round":0,"termsFrozen":false,"readings":[],"amendments":[],"disputes":[],"learnings":[],"nextSteps":[]}';
const json = (bet: string) => `${HEAD}${TEAM},\n${bet}\n],"count":2}\n`;

describe("a file that is wrong is refused with its line and field, and changes nothing", () => {
  test.each<readonly [name: string, file: string, content: string | Buffer, words: string]>([
    ["an empty file", "a.json", "", "Line 1: The file is empty."],
    ["no export", "a.json", '{"hello":1}\n', "Line 1: This is no export of Ourcome"],
    [
      "a newer export",
      "a.json",
      '{"format":"ourcome","version":2,"records":[\n],"count":0}\n',
      "Line 1: This export was made by a newer Ourcome (its version is 2, and this one reads 1).",
    ],
    [
      "a file cut within a line",
      "a.json",
      json(BET).slice(0, -200),
      "Line 3: The file ends here, before its end was written.",
    ],
    ["a file cut after a line", "a.json", `${HEAD}${TEAM},\n`, "Line 2: The file ends here"],
    [
      "a file without a line",
      "a.json",
      `${HEAD}${TEAM}\n],"count":2}\n`,
      "Line 3, count: The export has 1 records here and had 2",
    ],
    ["a NaN", "a.json", json(BET.replace('"target":2', '"target":NaN')), "Line 3: This is not JSON."],
    [
      "a number of 1e308",
      "a.json",
      json(BET.replace('"target":2', '"target":1e308')),
      "Line 3, target: is not within ±1e15",
    ],
    [
      "a number as text",
      "a.json",
      json(BET.replace('"target":2', '"target":"2"')),
      "Line 3, target: Invalid input",
    ],
    [
      "the year 99999",
      "a.json",
      json(BET.replace("2026-12-01", "99999-12-01")),
      "Line 3, reviewOn: is no day such as 2026-12-31",
    ],
    [
      "30 February",
      "a.json",
      json(BET.replace("2026-12-01", "2026-02-30")),
      "Line 3, reviewOn: is no day that there is",
    ],
    [
      "a NUL",
      "a.json",
      json(BET.replace("Idea", String.raw`I\u0000dea`)),
      "Line 3, title: has a NUL character",
    ],
    [
      "a lone surrogate",
      "a.json",
      json(BET.replace("Idea", String.raw`\ud800`)),
      "Line 3, title: has half a character",
    ],
    [
      "a mention",
      "a.json",
      json(BET.replace("Idea", "for <@U0ANA1234>")),
      "Line 3, title: mentions a person",
    ],
    [
      "an unknown field",
      "a.json",
      json(BET.replace('"unit":""', '"unit":"","owner":"x"')),
      "Line 3: Unrecognized key",
    ],
    [
      "a target that is the baseline",
      "a.json",
      json(BET.replace('"target":2', '"target":1')),
      "Line 3, target: is the baseline",
    ],
    [
      "a verdict of an open bet",
      "a.json",
      json(BET.replace('"round":0', '"round":0,"verdict":"hit"')),
      "Line 3, verdict: can't be there: the bet is open",
    ],
    [
      "a key result of nobody",
      "a.json",
      json(BET.replace('"chosen"', '"keyResult":"none","chosen"')),
      "Line 3, keyResult: is no key result of the team.",
    ],
    [
      "a bet before its team",
      "a.json",
      `${HEAD}${BET}\n],"count":1}\n`,
      "Line 2, kind: comes before any team",
    ],
    [
      "two bets with a number",
      "a.json",
      `${HEAD}${TEAM},\n${BET},\n${BET.replace('"id":"b"', '"id":"c"')}\n],"count":3}\n`,
      "Line 4, number: is the number of another bet",
    ],
    [
      "a line of 10 MB",
      "a.json",
      json(BET.replace("Idea", "x".repeat(10 * 2 ** 20))),
      "Line 3: The line is longer than 4 MB.",
    ],
    [
      "another encoding",
      "a.json",
      Buffer.from([...Buffer.from(HEAD), 0xff, 0xfe, 10]),
      "Line 2: The line is not UTF-8 text.",
    ],
    [
      "a CSV row of 10 MB",
      "a.csv",
      `${HEADER}Idea,${"x".repeat(10 * 2 ** 20)},1,2,2026-12-01\n`,
      "Line 2: The row is longer than 1 MB.",
    ],
    [
      "a missing column",
      "a.csv",
      "Title,Metric,From,Review\nIdea,m,1,2026-12-01\n",
      "Line 1, target: has no column. Say which it is with --map target=HEADER. There are: Title, Metric, From, Review.",
    ],
    [
      "duplicate headers",
      "a.csv",
      "Title,Metric,From,To,To,Review\nIdea,m,1,2,3,2026-12-01\n",
      'Line 1, target: could be either of two columns called "To". Rename one.',
    ],
    [
      "a CSV cut within a row",
      "a.csv",
      `${HEADER}Idea,m,1,2,2026-12-01\nIdea 2,m,1`,
      "Line 3: The row has another number of cells than the header",
    ],
    [
      "a CSV cut within a quote",
      "a.csv",
      `${HEADER}Idea,m,1,2,2026-12-01\n"Idea 2,m,1`,
      "A quoted cell begins here",
    ],
    [
      "no number",
      "a.csv",
      `${HEADER}Idea,m,NaN,2,2026-12-01\n`,
      "Line 2, From: is no number that can be kept",
    ],
    [
      "a number of 1e308 in a cell",
      "a.csv",
      `${HEADER}Idea,m,1,1e308,2026-12-01\n`,
      "Line 2, To: is no number that can be kept",
    ],
    [
      "a date in year 99999 in a cell",
      "a.csv",
      `${HEADER}Idea,m,1,2,99999-12-01\n`,
      "Line 2, Review: is no day such as 2026-12-31",
    ],
    ["an empty title", "a.csv", `${HEADER},m,1,2,2026-12-01\n`, "Line 2, Title: is empty"],
    ["a NUL in a cell", "a.csv", `${HEADER}Id\0ea,m,1,2,2026-12-01\n`, "Line 2, Title: has a NUL character"],
    [
      "an address",
      "a.csv",
      `${HEADER}Ask dana@example.com,m,1,2,2026-12-01\n`,
      "Line 2, Title: names a person",
    ],
    [
      "a mention in a cell",
      "a.csv",
      `${HEADER}Ask @dana,m,1,2,2026-12-01\n`,
      "Line 2, Title: names a person",
    ],
    ["a user id", "a.csv", `${HEADER}Ask U0123ABCD9,m,1,2,2026-12-01\n`, "Line 2, Title: names a person"],
  ])("%s", async (_name, name, content, words) => {
    await withTeam(async ({ path, file }) => {
      const before = dump(path);
      const args = name.endsWith(".csv") ? GROWTH : [];
      const { code, stdout, stderr } = await ourcome(path, "import", file(name, content), ...args);
      expect({ code, stdout, stderr }).toEqual({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining(words),
      });
      expect(stderr).toContain("Nothing was imported.");
      expect(dump(path)).toEqual(before);
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
    const csv = file("many.csv", HEADER + rows);
    const before = dump(path);
    const { child, ended } = start(path, ["import", csv, ...GROWTH]);
    // Once it holds the database it has begun.
    while (!readdirSync(dirname(path)).some((name) => name.endsWith("-wal")))
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: expect.toSatisfy((code) => code === 130 || code === null) });
    expect(dump(path)).toEqual(before);
    expect(await ourcome(path, "import", csv, ...GROWTH)).toMatchObject({
      code: 0,
      stdout: "100,000 new, 0 the same, 0 different: 100,000 bets.\n",
    });
  });
});

test("an import beside a running server is refused on SQLite", async () => {
  await withTeam(async ({ path, file }) => {
    const { openStore } = await import("#store/store.ts");
    const { close } = await openStore({ kind: "file", path }, new Uint8Array(32));
    expect(await ourcome(path, "import", file("a.json", json(BET)))).toMatchObject({
      code: 1,
      stderr: `Another Ourcome is using ${path}. Stop it first.\n`,
    });
    await close();
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
