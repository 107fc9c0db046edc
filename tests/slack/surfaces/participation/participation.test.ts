import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { withoutHint } from "#tests/support/hints.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { changeSecret, placeBet, settleBet } from "#tests/support/moves.ts";
import { numbersOf } from "#tests/support/numbers.ts";
import { type Stage, stageWithTeamOf } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 20 Nov";
const problems = (s: Stage) => [s.slack.problems, s.logged];

/** Lets these people vote on the latest bet. */
async function vote(s: Stage, people: readonly { id: string }[]): Promise<void> {
  const card = (await s.slack.readChannel(CHANNEL)).findLast(({ text }) => /^Bet #\d · /.test(text));
  for (const { id } of people)
    await s.slack.as(id).clickButton({ channel: CHANNEL, ts: card?.ts ?? "" }, "confidence_30");
}

/** The line on participation in the numbers, after this week's digest. */
async function tookPart(s: Stage): Promise<string | undefined> {
  await s.wait({ days: 4, hours: 6 });
  return participationLine(s);
}

const participationLine = async (s: Stage) => (await numbersOf(s)).find((line) => line.includes("took part"));

const readParticipation = (path: string) => {
  const db = new Database(path, { readonly: true });
  const read = (sql: string) => db.prepare(sql).pluck().all().map(String);
  const secrets = [
    ...read("select voter from ballots where poll like 'hands/%'"),
    ...read("select sealed_key from polls where id like 'hands/%'"),
  ];
  const counts = read("select answer from ballots where poll like 'hands/%' order by answer");
  const quarters = db.prepare("select * from hand_quarters order by quarter").all();
  db.close();
  return { secrets, counts, quarters };
};

test.each([
  [9, 7, "7 of 9 took part this quarter."],
  [9, 4, undefined],
  [3, 3, "All of us took part this quarter."],
  [45, 6, "6 took part this quarter."],
])("with %d people of whom %d place or vote, shows: %s", async (size, active, line) => {
  const { s, people } = await stageWithTeamOf(size);
  await using _ = s;
  await placeBet(s, SENTENCE);
  await vote(s, people.slice(1, active));
  expect(await tookPart(s)).toBe(line);
  expect(problems(s)).toEqual([[], []]);
});

test("changes only with the digest, not with each act, and leaves out people who have left", async () => {
  const { s, people, members } = await stageWithTeamOf(9);
  await using _ = s;
  await placeBet(s, SENTENCE);
  await vote(s, people.slice(1, 6));
  expect(await tookPart(s)).toBe("6 of 9 took part this quarter.");
  await placeBet(s, SENTENCE);
  await vote(s, people.slice(6, 7));
  await s.slack.as("U0P6").command(CHANNEL, "/bet", "reading 1 33");
  expect(await participationLine(s)).toContain("6 of 9 took part");
  members.splice(members.indexOf("U0P1"), 1);
  await s.wait({ days: 3 });
  expect(await tookPart(s)).toBe("6 of 8 took part this quarter.");
  expect(problems(s)).toEqual([[], []]);
});

test("nudges once a quarter if one person made most entries, without saying who", async () => {
  const { s, people } = await stageWithTeamOf(5);
  await using _ = s;
  await placeBet(s, SENTENCE);
  await vote(s, people.slice(1));
  const read = (user: string) => s.slack.as(user).command(CHANNEL, "/bet", "reading 1 33");
  for (const user of ["U0P1", "U0P2", "U0P3", "U0P4"]) await read(user);
  for (let n = 0; n < 4; n += 1) await read("U0ANA");
  await s.wait({ days: 4, hours: 6 });
  const nudges = async () =>
    (await s.texts()).flatMap((text) => withoutHint(text).split("One thought ").slice(1));
  expect(await nudges()).toEqual([]);
  await read("U0ANA");
  for (let week = 0; week < 3; week += 1) await s.wait({ days: 7 });
  expect(await nudges()).toEqual([
    "More than half of what we entered this quarter came through one pair of hands. Any of us can place a bet, take a reading or settle: time to pass the pen.",
  ]);
  expect(problems(s)).toEqual([[], []]);
});

test("counts each act once under a hash, and destroys the key and the counts when the quarter ends", async () => {
  using file = databaseFile();
  const { s, people } = await stageWithTeamOf(5, { database: file.path });
  await using _ = s;
  await placeBet(s, SENTENCE);
  await vote(s, people.slice(1));
  await vote(s, people.slice(1));
  await s.slack.as("U0P1").command(CHANNEL, "/bet", "reading 1 33");
  await settleBet(s, 1, "37", CHANNEL, "U0P2");
  const open = readParticipation(file.path);
  // Two entries by Ana (placed, settled), one each by P1 (measured) and P2 (confirmed). The other two only voted.
  expect(open.counts).toEqual(["0", "0", "1", "1", "2"]);
  expect(open.quarters).toMatchObject([{ placed: 1, measured: 1, settled: 2, learned: 0 }]);
  const onDisk = () =>
    Buffer.concat(
      [file.path, `${file.path}-wal`].filter((path) => existsSync(path)).map((path) => readFileSync(path)),
    );
  expect(open.secrets).toHaveLength(6);
  expect(open.secrets.every((secret) => onDisk().includes(secret))).toBe(true);
  expect(people.filter(({ id }) => onDisk().includes(id))).toEqual([]);

  await s.wait({ days: 60 });
  expect(readParticipation(file.path)).toMatchObject({
    secrets: [],
    quarters: [{ ends_at: null, took_part: 5, could_have: 5, entries: 4, greatest: 2, settled: 2 }],
  });
  expect(open.secrets.filter((secret) => onDisk().includes(secret))).toEqual([]);
  expect(problems(s)).toEqual([[], []]);
});

test("stores nothing of a quarter in which too few took part", async () => {
  using file = databaseFile();
  const { s } = await stageWithTeamOf(5, { database: file.path });
  await using _ = s;
  await placeBet(s, SENTENCE);
  await s.wait({ days: 60 });
  expect(readParticipation(file.path)).toMatchObject({ secrets: [], quarters: [] });
});

test("starts counting again after the server's secret has changed", async () => {
  using file = databaseFile();
  const { s, people } = await stageWithTeamOf(5, { database: file.path });
  await using _ = s;
  await placeBet(s, SENTENCE);
  await vote(s, people.slice(1));
  changeSecret(file.path);
  expect(await tookPart(s)).toBeUndefined();
  for (const user of ["U0ANA", "U0P1", "U0P2"])
    await s.slack.as(user).command(CHANNEL, "/bet", "reading 1 33");
  expect(readParticipation(file.path).counts).toEqual(["1", "1", "1"]);
  await s.wait({ days: 3 });
  expect(await tookPart(s)).toBe("3 of 5 took part this quarter.");
  expect(problems(s)).toEqual([[], []]);
});
