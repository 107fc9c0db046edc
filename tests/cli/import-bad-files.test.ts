import { describe, expect, test } from "vitest";
import { openStore } from "#store/store.ts";
import { dump } from "#tests/support/dump.ts";
import { ourcome, withTeam } from "#tests/support/ourcome-command.ts";

const GROWTH = ["--team", "growth"];

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
      "a number that could be two",
      "a.csv",
      `${HEADER}Idea,m,1.200,2,2026-12-01\n`,
      "Line 2, From: could be 1.2000 or 1200",
    ],
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

test("an import beside a running server is refused on SQLite", async () => {
  await withTeam(async ({ path, file }) => {
    const { close } = await openStore({ kind: "file", path }, new Uint8Array(32));
    expect(await ourcome(path, "import", file("a.json", json(BET)))).toMatchObject({
      code: 1,
      stderr: `Another Ourcome is using ${path}. Stop it first.\n`,
    });
    await close();
  });
});
