import { expect, test } from "vitest";
import { placeBet, settleBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 13 Nov";

const card = async (s: Stage) => {
  const found = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith("Bet #1 · "));
  return { channel: CHANNEL, ts: found?.ts ?? "" };
};
const cardText = async (s: Stage) => (await s.texts()).find((text) => text.startsWith("Bet #1 · "));
const vote = async (s: Stage, user = "U0BEN") => s.slack.as(user).clickButton(await card(s), "confidence_70");
const open = async (s: Stage, user = "U0ANA") => {
  await s.slack.as(user).command(CHANNEL, "/bet", "amend 1");
  return s.slack.as(user);
};
const amiss = (s: Stage) => [s.slack.problems, s.logged];
const told = async (s: Stage) => (await s.texts()).filter((text) => text.startsWith("The terms of bet"));

test("before the first vote the terms change freely: the card follows, and nothing is said of it", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.clickButton(await card(s), "Amend");
  expect(JSON.stringify(ana.view().content)).toContain("Nobody has voted on it yet");
  const sent = await ana.submit({
    metric: "set-ups",
    baseline: "10",
    target: "20",
    unit: "points",
    review_on: "2026-11-20",
  });
  expect(sent.errors).toEqual({});
  expect(await cardText(s)).toContain("Set-ups from 10 points to 20 points");
  expect(await cardText(s)).toContain("open, review on Fri 20 Nov");
  expect(await cardText(s)).not.toContain("Amended");
  expect(await told(s)).toEqual([]);
  expect(amiss(s)).toEqual([[], []]);
});

test("after the first vote a change needs a reason, and stands in the thread with what was before", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  const ana = await open(s);
  expect((await ana.submit({ target: "36" })).errors).toHaveProperty("reason");
  expect((await ana.submit({ target: "36", reason: "We left a market out" })).errors).toEqual({});
  expect(await cardText(s)).toContain("Activation from 32 % to 40 %");
  expect(await cardText(s)).toContain("Amended to: Activation from 32 % to 36 % (why stands in the thread)");
  expect(await told(s)).toEqual([
    [
      "The terms of bet #1 are amended.",
      "Before: Activation from 32 % to 40 %, review on Fri 13 Nov 2026.",
      "Now: Activation from 32 % to 36 %, review on Fri 13 Nov 2026.",
      "Why: We left a market out",
      "The verdict will be given by the terms as first placed, and as amended. The first ones count for our hit rate.",
    ].join("\n"),
  ]);
  expect((await s.texts()).join("\n")).not.toMatch(/\bana\b|U0ANA/i);
  expect(amiss(s)).toEqual([[], []]);
});

test("somebody votes while the form is open: it comes again as it was filled in, and asks for the reason", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = await open(s);
  await vote(s);
  const again = await ana.submit({ target: "36" });
  expect(JSON.stringify(again.view?.content)).toContain("Why do we change it?");
  expect(await cardText(s)).not.toContain("36 %");
  expect((await ana.submit({ reason: "We left a market out" })).errors).toEqual({});
  expect(await told(s)).toHaveLength(1);
  expect(await cardText(s)).toContain("Amended to: Activation from 32 % to 36 %");
  expect(amiss(s)).toEqual([[], []]);
});

test.each([
  ["nothing changed", {}, "metric", "These are the terms as they stand."],
  ["no way to go", { target: "32" }, "target", "The target is the same as the baseline"],
  ["a day that has passed", { review_on: "2026-11-01" }, "review_on", "Choose tomorrow or later."],
  ["another unit", { unit: "points" }, "unit", "The unit stays %"],
  ["units that differ", { target: "36 points" }, "target", "do not agree on a unit"],
  ["no number", { target: "more" }, "target", "is not a number we can read"],
] as const)("%s: said beside the field, and nothing is lost", async (_, entries, field, words) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  const before = await s.texts();
  const { errors } = await (await open(s)).submit({ ...entries, reason: "We left a market out" });
  expect(errors).toEqual({ [field]: expect.stringContaining(words) });
  expect(await s.texts()).toEqual(before);
});

test("the verdict is given by both versions, in the verdict, the retro and the digest; the first counts", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  await (await open(s)).submit({ target: "36", reason: "We left a market out" });
  await settleBet(s, 1, "37");
  const both =
    "By the terms as first placed: Activation went from 32 % to 37 %, 63 % of the way to 40 %. As amended to 36 % it hit, 125 % of the way. The change is consistent with what we did (before/after).";
  const texts = await s.texts();
  expect(texts.find((text) => text.startsWith("Bet #1 came in part-way."))).toContain(both);
  expect(texts.find((text) => text.startsWith("Retro for bet #1"))).toContain(both);
  await s.wait({ minutes: 1 });
  await s.slack.as("U0ANA").command(CHANNEL, "/outcomes");
  const week = s.shownTo("U0ANA").at(-1);
  expect(week).toContain(
    "#1 Checklist: part-way, 63 % of the way (5 of 8 points; as amended to 36 % it hit, 125 % of the way)",
  );
  expect(week).toContain("0 of 1 bet hit");
  expect(amiss(s)).toEqual([[], []]);
});

test("a review that is moved after the channel was asked is asked for again, on its new date", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  const prompts = async () => (await s.texts()).filter((text) => text.startsWith("Bet #1 is up for review."));
  await s.wait({ days: 11 });
  expect(await prompts()).toHaveLength(1);
  await (await open(s)).submit({ review_on: "2026-12-01", reason: "The release moved" });
  expect(await prompts()).toEqual([expect.stringContaining("Its review has been moved to Tue 1 Dec 2026.")]);
  await s.wait({ days: 10 });
  expect(await prompts()).toHaveLength(1);
  await s.wait({ days: 8 });
  expect(await prompts()).toHaveLength(2);
  expect(await cardText(s)).toContain("up for review since Tue 1 Dec");
  expect(amiss(s)).toEqual([[], []]);
});

test("a settled bet is not amended, by command or from a form that was open", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const cat = await open(s, "U0CAT");
  await settleBet(s, 1, "37");
  expect((await cat.submit({ target: "36" })).errors).toEqual({
    metric: expect.stringContaining("Bet #1 was settled already."),
  });
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "amend 1");
  expect(s.shownTo("U0ANA").at(-1)).toContain("Bet #1 was settled already.");
});

test("guests do not amend; a team-mate's name in the reason is turned back", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  await s.slack.as("U0GUS").clickButton(await card(s), "Amend");
  expect(JSON.stringify(s.slack.as("U0GUS").view().content)).toContain("Guests cannot");
  const ana = await open(s);
  const back = await ana.submit({ target: "36", reason: "Ben forgot a market" });
  expect(JSON.stringify(back.view?.content)).toContain("reads like a team-mate");
  expect(await told(s)).toEqual([]);
});
