import { expect, test } from "vitest";
import { placeBet, settleBet } from "#tests/support/moves.ts";
import { numbersOf } from "#tests/support/numbers.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 13 Nov";

const card = async (s: Stage) => {
  const found = (await s.slack.readChannel(CHANNEL)).find(({ text }) => text.startsWith("Bet #1 · "));
  return { channel: CHANNEL, ts: found?.ts ?? "" };
};
const cardText = async (s: Stage) => (await s.texts()).find((text) => text.startsWith("Bet #1 · "));
const vote = async (s: Stage, user = "U0BEN") => s.slack.as(user).clickButton(await card(s), "confidence_70");
const openForm = async (s: Stage, user = "U0ANA") => {
  await s.slack.as(user).command(CHANNEL, "/bet", "amend 1");
  return s.slack.as(user);
};
const problems = (s: Stage) => [s.slack.problems, s.logged];
const amendmentMessages = async (s: Stage) =>
  (await s.texts()).filter((text) => text.startsWith("The terms of bet"));

test("before the first vote, amending the terms updates the card and posts no message", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = s.slack.as("U0ANA");
  await ana.choose(await card(s), "more", "Amend the terms");
  expect(JSON.stringify(ana.view().content)).toContain("Nobody has voted on it yet");
  const submitted = await ana.submit({
    metric: "set-ups",
    baseline: "10",
    target: "20",
    unit: "points",
    review_on: "2026-11-20",
  });
  expect(submitted.errors).toEqual({});
  expect(await cardText(s)).toContain("Set-ups from 10 points to 20 points");
  expect(await cardText(s)).toContain("open, review on Fri 20 Nov");
  expect(await cardText(s)).not.toContain("Amended");
  expect(await amendmentMessages(s)).toEqual([]);
  expect(problems(s)).toEqual([[], []]);
});

test("after the first vote, an amendment needs a reason and is posted in the thread with the old terms", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  const ana = await openForm(s);
  expect((await ana.submit({ target: "36" })).errors).toHaveProperty("reason");
  expect((await ana.submit({ target: "36", reason: "We left a market out" })).errors).toEqual({});
  expect(await cardText(s)).toContain("Activation from 32 % to 40 %");
  expect(await cardText(s)).toContain("Amended to: Activation from 32 % to 36 % (why stands in the thread)");
  expect(await amendmentMessages(s)).toEqual([
    [
      "The terms of bet #1 are amended.",
      "Before: Activation from 32 % to 40 %, review on Fri 13 Nov 2026.",
      "Now: Activation from 32 % to 36 %, review on Fri 13 Nov 2026.",
      "Why: We left a market out",
      "The verdict will be given by the terms as first placed, and as amended. The first ones count for our hit rate.",
    ].join("\n"),
  ]);
  expect((await s.texts()).join("\n")).not.toMatch(/\bana\b|U0ANA/i);
  expect(problems(s)).toEqual([[], []]);
});

test("if somebody votes while the form is open, it is shown again with its values and asks for a reason", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ana = await openForm(s);
  await vote(s);
  const reopened = await ana.submit({ target: "36" });
  expect(JSON.stringify(reopened.view?.content)).toContain("Why do we change it?");
  expect(await cardText(s)).not.toContain("36 %");
  expect((await ana.submit({ reason: "We left a market out" })).errors).toEqual({});
  expect(await amendmentMessages(s)).toHaveLength(1);
  expect(await cardText(s)).toContain("Amended to: Activation from 32 % to 36 %");
  expect(problems(s)).toEqual([[], []]);
});

test.each([
  ["no change", {}, "metric", "These are the terms as they stand."],
  ["a target equal to the baseline", { target: "32" }, "target", "The target is the same as the baseline"],
  ["a review date in the past", { review_on: "2026-11-01" }, "review_on", "Choose tomorrow or later."],
  ["another unit", { unit: "points" }, "unit", "The unit stays %"],
  ["conflicting units", { target: "36 points" }, "target", "do not agree on a unit"],
  ["text that is not a number", { target: "more" }, "target", "is not a number we can read"],
] as const)("%s: shows an error at the field and changes nothing", async (_, entries, field, words) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  const before = await s.texts();
  const { errors } = await (await openForm(s)).submit({ ...entries, reason: "We left a market out" });
  expect(errors).toEqual({ [field]: expect.stringContaining(words) });
  expect(await s.texts()).toEqual(before);
});

test("the verdict, the retro and the numbers judge the bet by both versions of the terms; the first one counts", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  await (await openForm(s)).submit({ target: "36", reason: "We left a market out" });
  await settleBet(s, 1, "37");
  const bothVerdicts =
    "By the terms as first placed: Activation went from 32 % to 37 %, 63 % of the way to 40 %. As amended to 36 % it hit, 125 % of the way. The change is consistent with what we did (before/after).";
  const texts = await s.texts();
  expect(texts.find((text) => text.startsWith("Bet #1 came in part-way."))).toContain(bothVerdicts);
  await s.wait({ minutes: 1 });
  const shown = await numbersOf(s);
  expect(shown).toContain(
    "#1 Checklist: part-way, 63 % of the way (5 of 8 points; as amended to 36 % it hit, 125 % of the way)",
  );
  expect(shown.join()).toContain("0 of 1 hit.");
  expect(problems(s)).toEqual([[], []]);
});

test("if the review date is moved after the prompt, the channel is prompted again on the new date", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  const prompts = async () => (await s.texts()).filter((text) => text.startsWith("Bet #1 is up for review."));
  await s.wait({ days: 11 });
  expect(await prompts()).toHaveLength(1);
  await (await openForm(s)).submit({ review_on: "2026-12-01", reason: "The release moved" });
  expect(await prompts()).toEqual([]);
  expect(await s.texts()).toContain("Review moved to Tue 1 Dec 2026. Bet #1");
  await s.wait({ days: 10 });
  expect(await prompts()).toEqual([]);
  await s.wait({ days: 8 });
  expect(await prompts()).toHaveLength(1);
  expect(await cardText(s)).toContain("up for review since Tue 1 Dec");
  expect(problems(s)).toEqual([[], []]);
});

test("a settled bet cannot be amended, neither by command nor from a form that was already open", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const cat = await openForm(s, "U0CAT");
  await settleBet(s, 1, "37");
  expect((await cat.submit({ target: "36" })).errors).toEqual({
    metric: expect.stringContaining("Bet #1 was settled already."),
  });
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "amend 1");
  expect(s.shownTo("U0ANA").at(-1)).toContain("Bet #1 was settled already.");
});

test("guests cannot amend, and a reason with a team-mate's name is sent back", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await vote(s);
  await s.slack.as("U0GUS").choose(await card(s), "more", "Amend the terms");
  expect(JSON.stringify(s.slack.as("U0GUS").view().content)).toContain("Guests cannot");
  const ana = await openForm(s);
  const rejected = await ana.submit({ target: "36", reason: "Ben forgot a market" });
  expect(JSON.stringify(rejected.view?.content)).toContain("reads like a team-mate");
  expect(await amendmentMessages(s)).toEqual([]);
});
