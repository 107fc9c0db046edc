import { expect, test } from "vitest";
import { FIRST_DIGEST } from "#tests/support/hints.ts";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { retroOf } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const [FIRST, SECOND] = ["Checklist lifts activation from 32% to 40%", "Banner lifts sales from 10 to 20"];

const VOTE = "One tap is a vote, and the channel never sees whose.";
const VERDICT = "A verdict belongs to all of us.";
const RETRO = "It takes a few minutes:";

const card = async (s: Stage, number: number) =>
  (await s.texts()).find((text) => text.startsWith(`Bet #${number} · `));

/** The last message or reply on how this bet came out. */
const outcome = async (s: Stage, number: number) =>
  (await s.texts()).findLast((text) => text.startsWith(`Bet #${number} `) && !text.includes(" · "));

async function enterReading(s: Stage, number: number, value: string) {
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", `settle ${number}`);
  expect((await ana.submit({ value })).errors).toEqual({});
}

test("the team's first bet says how a vote works until its poll closes; later bets do not", async () => {
  await using s = await stage();
  await placeBet(s, FIRST);
  await placeBet(s, SECOND);
  expect(await card(s, 1)).toContain(VOTE);
  expect(await card(s, 2)).not.toContain(VOTE);
  await s.wait({ days: 3 });
  expect(await card(s, 1)).not.toContain(VOTE);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a first bet that was undone takes its hint with it", async () => {
  await using s = await stage();
  await placeBet(s, FIRST);
  const ana = s.slack.as("U0ANA");
  await ana.clickButton({ channel: CHANNEL, ts: ana.ephemerals().at(-1)?.ts ?? "" }, "Undo");
  await placeBet(s, SECOND);
  expect((await s.texts()).join("\n")).not.toContain(VOTE);
});

test("the first verdict says that it can be disputed, and the first retro what it asks, each once", async () => {
  await using s = await stage();
  await placeBet(s, FIRST);
  await placeBet(s, SECOND);
  await enterReading(s, 1, "37");
  expect(await outcome(s, 1)).toContain(VERDICT);
  expect(await outcome(s, 1)).not.toContain(RETRO);
  await enterReading(s, 2, "12");
  expect(await outcome(s, 2)).not.toContain(VERDICT);
  const verdicts = await s.slack.readChannel(CHANNEL);
  for (const number of [1, 2]) {
    const found = verdicts.find(({ text }) => text.startsWith(`Bet #${number} `) && !text.includes(" · "));
    await s.wait({ minutes: 1 });
    await s.slack.as("U0BEN").clickButton({ channel: CHANNEL, ts: found?.ts ?? "" }, "Looks right");
  }
  expect(await outcome(s, 1)).toContain(RETRO);
  expect(await outcome(s, 1)).not.toContain(VERDICT);
  expect(await outcome(s, 2)).not.toContain(RETRO);
  await s.slack.as("U0BEN").clickButton((await retroOf(s, 1)).retro, "Close the retro");
  expect(await outcome(s, 1)).not.toContain(RETRO);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a verdict that follows a dispute has no hint any more", async () => {
  await using s = await stage();
  await placeBet(s, FIRST);
  await enterReading(s, 1, "37");
  const verdict = (await s.slack.readChannel(CHANNEL)).at(-1);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton({ channel: CHANNEL, ts: verdict?.ts ?? "" }, "Dispute");
  await ben.submit({ reason: "The dashboard counts bots" });
  await enterReading(s, 1, "36");
  expect(await outcome(s, 1)).toContain("Activation went from 32 % to 36 %");
  expect(await outcome(s, 1)).not.toContain(VERDICT);
});

test("the first digest says when the next one comes; the second does not", async () => {
  await using s = await stage();
  await placeBet(s, FIRST);
  await placeBet(s, SECOND);
  await settleBet(s, 1, "37");
  await s.wait({ days: 5 });
  const digests = async () => (await s.texts()).filter((text) => / · week \d+/.test(text));
  expect((await digests())[0]).toContain(FIRST_DIGEST);
  await settleBet(s, 2, "12");
  await s.wait({ days: 7 });
  const [first, second] = await digests();
  expect(first).toContain(FIRST_DIGEST);
  expect(second).toContain("Settled #2");
  expect(second).not.toContain(FIRST_DIGEST);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a team with a line in quiet weeks is not told that they have no digest", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/outcomes", "settings");
  await ana.submit({ quiet_weeks: ["posts"] });
  await placeBet(s, FIRST);
  await settleBet(s, 1, "37");
  await s.wait({ days: 5 });
  const digest = (await s.texts()).find((text) => / · week \d+/.test(text));
  expect(digest).not.toContain("A week without news");
  expect(digest).toContain("/outcomes shows what is new at any time, for you alone.");
});
