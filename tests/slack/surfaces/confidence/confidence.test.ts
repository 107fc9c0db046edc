import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam, settleBet } from "#tests/support/moves.ts";
import { type Stage, stage, stageWithTeamOf } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40%";

const cardOf = async (s: Stage, number = 1) => {
  const card = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith(`Bet #${number} · `));
  if (!card) throw new Error(`Bet #${number} has no card.`);
  return { ...card, channel: CHANNEL, text: card.text.replaceAll("\u00a0", " ") };
};
const vote = async (s: Stage, user: string, percent: number, number = 1): Promise<void> => {
  const { channel, ts } = await cardOf(s, number);
  await s.slack.as(user).clickButton({ channel, ts }, `confidence_${percent}`);
};
const confidence = async (s: Stage, number = 1): Promise<string | undefined> =>
  (await cardOf(s, number)).text.split("\n").find((line) => line.includes("onfidence"));
const lastShownTo = (s: Stage, user: string) => s.shownTo(user).at(-1);
const problems = (s: Stage) => [s.slack.problems, s.logged];

const SEALED = "How likely is a hit? Confidence sealed until Wed 4 Nov 2026, 10:00 (Europe/Berlin)";

/** A team of `size` members, in a channel that people can leave. */
async function teamOf(size: number, more: Parameters<typeof stageWithTeamOf>[1] = {}) {
  const { s, people, members } = await stageWithTeamOf(size, more);
  return { s, members, voters: people.map(({ id }) => id) };
}

test("the card has five buttons with words, and shows only how many voted while the poll is open", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  expect(await confidence(s)).toBe(`${SEALED} · 0 have voted`);
  const labels = JSON.stringify((await cardOf(s)).blocks).replaceAll("\u00a0", " ");
  for (const words of [
    "10 %, unlikely",
    "30 %, rather unlikely",
    "50 %, as likely as not",
    "70 %, likely",
    "90 %, almost certain",
  ])
    expect(labels).toContain(`"accessibility_label":"Bet #1 hits: ${words}"`);

  await vote(s, "U0BEN", 70);
  expect(await confidence(s)).toBe(`${SEALED} · 1 has voted`);
  expect(lastShownTo(s, "U0BEN")).toContain(
    "Your vote on bet #1 is in: 70 %, likely.\nYou can change it until the poll closes.",
  );
  for (const other of ["U0ANA", "U0CAT", "U0GUS"]) expect(s.shownTo(other).join()).not.toContain("vote");
  await vote(s, "U0ANA", 30);
  expect(await confidence(s)).toBe(`${SEALED} · 2 have voted`);
  expect((await s.texts()).join()).not.toMatch(/70 %|30 %, rather/);
  expect(problems(s)).toEqual([[], []]);
});

test("a person who votes again, even from two windows at once, still has one vote", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await Promise.all([vote(s, "U0BEN", 10), vote(s, "U0BEN", 90), vote(s, "U0BEN", 90)]);
  await vote(s, "U0BEN", 50);
  await vote(s, "U0ANA", 70);
  expect(await confidence(s)).toBe(`${SEALED} · 2 have voted`);
  await vote(s, "U0CAT", 90);
  expect(await confidence(s)).toBe("Confidence: 70 %, from 50 to 90 % (3 of us answered)");
});

test("closes the poll as soon as everybody who may vote has voted, not counting guests and bots", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s, "U0ANA", 30);
  await vote(s, "U0BEN", 70);
  await vote(s, "U0CAT", 90);
  expect(await confidence(s)).toBe("Confidence: 70 %, from 30 to 90 % (3 of us answered)");
  expect(lastShownTo(s, "U0CAT")).toContain(
    "everybody has voted, so the poll is closed and the votes are destroyed",
  );
  expect(JSON.stringify((await cardOf(s)).blocks)).not.toContain("confidence_70");
});

test("closes the poll after 48 hours; a later click on an old card is answered but not counted", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  for (const user of ["U0ANA", "U0BEN"]) await vote(s, user, 70);
  const cat = s.slack.as("U0CAT");
  await cat.command(CHANNEL, "/bet", "1");
  const oldCard = { channel: CHANNEL, ts: cat.ephemerals().at(-1)?.ts ?? "" };
  await s.wait({ hours: 47, minutes: 59 });
  expect(await confidence(s)).toBe(`${SEALED} · 2 have voted`);
  await s.wait({ minutes: 1 });
  await cat.clickButton(oldCard, "confidence_90");
  expect(lastShownTo(s, "U0CAT")).toContain("The confidence poll on bet #1 is closed");
  expect(await confidence(s)).toBe("Confidence sealed: too few answers");
  expect(JSON.stringify((await cardOf(s)).blocks)).not.toContain("confidence_");
  expect(problems(s)).toEqual([[], []]);
});

test("shows no line if nobody voted", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.wait({ hours: 48 });
  expect((await cardOf(s)).text).not.toContain("onfidence");
});

test("shows strong agreement and no number if all votes are the same", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  for (const user of ["U0ANA", "U0BEN", "U0CAT"]) await vote(s, user, 90);
  expect(await confidence(s)).toBe("Confidence: strong agreement that a hit is likely");
  await settleBet(s, 1, "37");
  const texts = await s.texts();
  expect(texts.join("\n")).toContain("We strongly agreed that a hit was likely.\nThe retro is open until");
  expect(texts.join("\n")).not.toContain("90 %");
});

test("shows too few answers if the threshold is larger than the team", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await s.slack.as("U0ANA").command(CHANNEL, "/outcomes", "settings");
  await s.slack.as("U0ANA").submit({ anonymity_threshold: "5" });
  await placeBet(s, SENTENCE);
  for (const user of ["U0ANA", "U0BEN", "U0CAT"]) await vote(s, user, 70);
  expect(await confidence(s)).toBe("Confidence sealed: too few answers");
});

test("guests and people from outside cannot vote", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s, "U0GUS", 70);
  expect(lastShownTo(s, "U0GUS")).toContain("Guests cannot place, settle or vote.");
  expect(await confidence(s)).toBe(`${SEALED} · 0 have voted`);
});

test("people who left the channel are not counted and do not keep the poll open", async () => {
  const { s, members } = await teamOf(5);
  await using _ = s;
  await placeBet(s, SENTENCE);
  for (const user of ["U0P1", "U0P2", "U0P3"]) await vote(s, user, 70);
  await vote(s, "U0ANA", 10);
  expect(await confidence(s)).toContain("4 have voted");
  // One leaver had voted, the other had not. The three who stay have all voted, so the next vote closes the poll.
  for (const gone of ["U0ANA", "U0P4"]) members.splice(members.indexOf(gone), 1);
  await vote(s, "U0P1", 90);
  expect(await confidence(s)).toBe("Confidence: 70 %, from 70 to 90 % (3 of us answered)");
});

test("shows too few answers if the team shrinks below the threshold while the poll is open", async () => {
  const { s, members } = await teamOf(5);
  await using _ = s;
  await placeBet(s, SENTENCE);
  for (const user of ["U0P1", "U0P2", "U0P3"]) await vote(s, user, 70);
  members.splice(members.indexOf("U0P3"), 1);
  await s.wait({ hours: 48 });
  expect(await confidence(s)).toBe("Confidence sealed: too few answers");
});

test("settling closes the poll; the verdict and the digest show the forecast", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  for (const user of ["U0ANA", "U0BEN"]) await vote(s, user, 50);
  await placeBet(s, "Banner lifts upgrades from 4% to 6%");
  for (const [index, user] of ["U0ANA", "U0BEN", "U0CAT"].entries())
    await vote(s, user, [30, 70, 90][index] ?? 0, 2);
  await settleBet(s, 1, "37");
  await settleBet(s, 2, "4.2");
  expect(await confidence(s)).toBe("Confidence sealed: too few answers");
  const texts = await s.texts();
  expect(texts.find((text) => text.startsWith("Bet #2 missed."))).toContain(
    "We gave it 70 %.\nThe retro is open until",
  );
  expect(texts.find((text) => text.startsWith("Bet #1 came in"))).not.toContain("We gave");
  await s.wait({ minutes: 1 });
  await s.slack.as("U0ANA").command(CHANNEL, "/outcomes");
  expect(lastShownTo(s, "U0ANA")).toContain(
    "Settled #2 Banner: missed (0.2 of 2 points). We gave it 70 %, so this one surprised us most.",
  );
  expect(problems(s)).toEqual([[], []]);
});

test("destroys votes sealed with an old secret and says so; everything else still works", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await placeBet(s, SENTENCE);
  await vote(s, "U0ANA", 70);
  const db = new Database(file.path);
  db.prepare("update polls set sealed_key = ? where id like 'confidence/%'").run(
    Buffer.alloc(60, 1).toString("base64"),
  );
  db.close();
  await vote(s, "U0BEN", 70);
  expect(lastShownTo(s, "U0BEN")).toContain("sealed with another secret than the server has now");
  await s.wait({ hours: 48 });
  expect(await confidence(s)).toContain("Confidence lost: the server's secret was changed");
  await settleBet(s, 1, "37");
  expect((await cardOf(s)).text).toContain("settled: part-way");
  expect(problems(s)).toEqual([[], []]);
});
