import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { changeSecret, placeBet, settleBet, writePreMortem } from "#tests/support/moves.ts";
import { REASONS, retroAfter } from "#tests/support/pre-mortems.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage, stageWithTeamOf } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40%";
const HEADING = "Before we knew: why it might fail";
const [ANA, BEN, CAT] = ["U0ANA", "U0BEN", "U0CAT"] as const;

const problems = (s: Stage) => [s.slack.problems, s.logged];

/** All hashes, sealed texts and keys of pre-mortems and pools in the database file. */
function sealedIn(path: string): string[] {
  const db = new Database(path, { readonly: true });
  const all = [
    "voter from ballots where poll",
    "answer from ballots where poll",
    "sealed_key from polls where id",
  ]
    .flatMap((what) => db.prepare(`select ${what} like 'pre-mortem%'`).pluck().all())
    .map(String);
  db.close();
  return all;
}

test("pools texts below the threshold until enough people have written this quarter, then shows all without votes", async () => {
  await using s = await stage();
  const first = await retroAfter(s, [
    [ANA, "Nobody reads it"],
    [BEN, "It comes too late"],
  ]);
  expect(first.preMortem.map(({ text }) => text)).toEqual([
    `${HEADING}\nToo few of us wrote a pre-mortem to show it by itself. What was written stays sealed, mixed with that on other bets of this quarter. It shows in a retro once enough of us have written something; at the quarter's end it is destroyed.`,
  ]);
  // The same two people again: four texts by two writers.
  const second = await retroAfter(
    s,
    [
      [ANA, "The banner hides the button"],
      [BEN, "Prices change in May"],
    ],
    2,
  );
  expect(second.preMortem[0]?.text).toContain("Too few of us wrote");
  expect((await s.texts()).join()).not.toMatch(/Nobody reads it|Prices change/);

  const third = await retroAfter(s, [[CAT, "The sample is too small"]], 3);
  const [message] = third.preMortem;
  expect(message?.text).toContain(
    "Before we knew: why our bets might fail\nToo few of us wrote a pre-mortem on bet #3 to show it by itself. This is what we wrote on bets of this quarter, mixed. It is not voted on.\n• ",
  );
  expect(
    message?.text
      .split("\n")
      .filter((line) => line.startsWith("• "))
      .toSorted(),
  ).toEqual([
    "• It comes too late",
    "• Nobody reads it",
    "• Prices change in May",
    "• The banner hides the button",
    "• The sample is too small",
  ]);
  expect(message?.reactions).toEqual([]);
  await s.slack.as(CAT).clickButton(third.decision, "Yes, again");
  await s.slack.as(ANA).clickButton(third.retro, "Close the retro");
  expect(await wholeRetro(s, 3)).not.toContain("saw coming");

  const fourth = await retroAfter(s, [[CAT, "Another one"]], 4);
  expect(fourth.preMortem[0]?.text).toContain("Too few of us wrote");
  expect(problems(s)).toEqual([[], []]);
});

test("destroys the pool when the quarter ends, and starts the next quarter with an empty one", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await retroAfter(s, [
    [ANA, "Nobody reads it"],
    [BEN, "It comes too late"],
  ]);
  expect(sealedIn(file.path)).toHaveLength(5);
  await s.wait({ hours: 60 * 24 });
  expect(sealedIn(file.path)).toEqual([]);
  const later = await retroAfter(s, [[CAT, "A late one"]], 2);
  expect(later.preMortem[0]?.text).toContain("Too few of us wrote");
  expect(problems(s)).toEqual([[], []]);
});

test("leaves out the texts of people who left the channel before the retro, from the list and from the pool", async () => {
  const { s, members } = await stageWithTeamOf(5);
  await using _ = s;
  await placeBet(s, SENTENCE);
  for (const user of [ANA, "U0P1", "U0P2", "U0P3"])
    await writePreMortem(s, user, `A reason of ${user.at(-1)}`);
  members.splice(members.indexOf("U0P3"), 1);
  await settleBet(s, 1, "33", CHANNEL, "U0P1");
  const first = (await retroOf(s)).preMortem[0]?.text ?? "";
  expect(first.match(/A reason/g)).toHaveLength(3);
  expect(first).not.toContain("A reason of 3");

  await placeBet(s, SENTENCE);
  for (const user of [ANA, "U0P1", "U0P2"]) await writePreMortem(s, user, "Another reason", 2);
  members.splice(members.indexOf("U0P2"), 1);
  await settleBet(s, 2, "33", CHANNEL, "U0P1");
  expect((await retroOf(s, 2)).preMortem[0]?.text).toContain("Too few of us wrote");
});

test("says so and destroys the texts if the server's secret has changed since they were sealed", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, SENTENCE);
  await writePreMortem(s, ANA, "Nobody reads it");
  changeSecret(file.path);
  const { errors } = await writePreMortem(s, BEN, "It comes too late");
  expect(errors["text"]).toContain("sealed with another secret than the server has now");
  await settleBet(s, 1, "33");
  expect((await retroOf(s)).preMortem[0]?.text).toBe(
    `${HEADING}\nWhat we wrote is lost: the server's secret was changed while it was sealed, so it could not be read, and is destroyed.`,
  );
  expect(sealedIn(file.path)).toEqual([]);
  expect(problems(s)).toEqual([[], []]);
});

test.each([
  [3, "shown"],
  [2, "pooled, then destroyed"],
])(
  "with %d writers, has no text or user id on disk while sealed, and no hash, key or sealed text once %s",
  async (writers) => {
    using file = databaseFile();
    await using s = await stage({ database: file.path });
    await placeBet(s, SENTENCE);
    for (const [user, text] of REASONS.slice(0, writers)) await writePreMortem(s, user, text);
    const onDisk = (words: readonly string[]) => {
      const files = [file.path, `${file.path}-wal`].filter((path) => existsSync(path));
      const all = Buffer.concat(files.map((path) => readFileSync(path))).toString("latin1");
      return words.filter((word) => all.includes(word));
    };
    const sealed = sealedIn(file.path);
    expect(sealed).toHaveLength(2 * writers + 1);
    expect(onDisk(sealed)).toEqual(sealed);
    const people = [ANA, BEN, CAT];
    const texts = REASONS.map(([, text]) => text);
    expect(onDisk([...texts, ...people])).toEqual([]);

    await settleBet(s, 1, "33");
    expect(onDisk([...sealed, ...people])).toEqual([]);
    if (writers === 3) return;
    const pooled = sealedIn(file.path);
    expect(pooled).toHaveLength(2 * writers + 1);
    expect(onDisk(texts)).toEqual([]);
    await s.wait({ hours: 60 * 24 });
    expect(onDisk([...pooled, ...texts, ...people])).toEqual([]);
  },
);
