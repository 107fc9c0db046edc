import { expect, test } from "vitest";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import { placeBet, settleBet } from "#tests/support/moves.ts";
import { openHome } from "#tests/slack/surfaces/home/open-home.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40% by 14 Dec";
const AFTER_SHIPPING = { after_shipping: "Six weeks after it ships" };

const messageWith = async (s: Stage, words: string) => {
  const found = (await s.slack.readChannel(CHANNEL)).findLast(({ text }) => text.includes(words));
  if (!found) throw new Error(`No message says "${words}".`);
  return { ...found, channel: CHANNEL };
};
const card = (s: Stage) => messageWith(s, "Bet #1 · ");
const cardText = async (s: Stage) => (await card(s)).text.split("\n")[0];
const answer = (s: Stage, user = "U0ANA") => s.shownTo(user).at(-1);
const undo = (s: Stage, user = "U0ANA") => {
  const person = s.slack.as(user);
  return person.clickButton({ channel: CHANNEL, ts: person.ephemerals().at(-1)?.ts ?? "" }, "Undo");
};
const buttonsOf = ({ blocks }: Awaited<ReturnType<typeof messageWith>>) =>
  placedElements(blocks)
    .filter(({ element }) => element.type === "button")
    .map(({ element }) => element.text?.text);

test("one tap on the card marks a bet as shipped today; a second tap is answered, and the day can be undone", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.slack.as("U0BEN").clickButton(await card(s), "Shipped");
  expect(answer(s, "U0BEN")).toContain("Bet #1 shipped on Mon 2 Nov 2026.");
  expect(await cardText(s)).toBe("Bet #1 · Checklist · shipped Mon 2 Nov, review on Mon 14 Dec");
  expect(buttonsOf(await card(s))).not.toContain("Shipped");

  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "ship 1");
  expect(answer(s)).toContain("Bet #1 was marked as shipped on Mon 2 Nov 2026 already. Nothing was changed.");

  await undo(s, "U0BEN");
  expect(answer(s, "U0BEN")).toBe("Bet #1 is no longer marked as shipped.");
  expect(await cardText(s)).toBe("Bet #1 · Checklist · open, review on Mon 14 Dec");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("/bet ship records a day and corrects it; undoing the correction brings the earlier day back", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.wait({ days: 7 });
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "ship 1 3 Nov");
  expect(await cardText(s)).toContain("shipped Tue 3 Nov");
  await ana.command(CHANNEL, "/bet", "shipped 1 on Friday");
  expect(await cardText(s)).toContain("shipped Fri 6 Nov");
  await undo(s);
  expect(answer(s)).toBe("Bet #1 shipped on Tue 3 Nov 2026, as it was before.");
  expect(await cardText(s)).toContain("shipped Tue 3 Nov");
});

test("an undo that comes after somebody corrected the day changes nothing", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.slack.as("U0BEN").clickButton(await card(s), "Shipped");
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "ship 1 1 Nov");
  await undo(s, "U0BEN");
  expect(answer(s, "U0BEN")).toContain("Nothing was undone.");
  expect(await cardText(s)).toContain("shipped Sun 1 Nov");
});

test.each([
  ["ship 1 tomorrow", "This day is still to come. Nothing was changed."],
  ["ship 1 3/11", "Did you mean /bet ship 1?"],
  ["ship", "Did you mean /bet ship 12?"],
  ["shpi 1", "Did you mean /bet ship 1?"],
  ["ship 9", "There is no bet #9 in this channel."],
])("/bet %s marks nothing, and says why", async (typed, words) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", typed);
  expect(answer(s)).toContain(words);
  expect(await cardText(s)).toContain("open, review on");
  expect(s.slack.problems).toEqual([]);
});

test("a settled bet and a guest's click mark nothing", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await s.slack.as("U0GUS").clickButton(await card(s), "Shipped");
  expect(answer(s, "U0GUS")).toContain("Guests cannot");
  await settleBet(s, 1, "37");
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "ship 1");
  expect(answer(s)).toBe("Bet #1 was settled already. Nothing was changed.");
  expect(await cardText(s)).not.toContain("shipped");
});

test("a review that counts from shipping moves with it, without an amendment, and moves back with an undo", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, AFTER_SHIPPING);
  expect(await cardText(s)).toBe(
    "Bet #1 · Checklist · open, review six weeks after it ships (planned for Mon 14 Dec)",
  );
  await s.slack.as("U0BEN").clickButton(await card(s), "confidence_70");
  await s.wait({ days: 5 });
  await s.slack.as("U0BEN").clickButton(await card(s), "Shipped");
  // Six weeks after a Saturday is a Saturday, so the review is on Monday.
  expect(answer(s, "U0BEN")).toContain("Its review is on Mon 21 Dec 2026, as it counts from shipping.");
  expect(await cardText(s)).toBe("Bet #1 · Checklist · shipped Sat 7 Nov, review on Mon 21 Dec");
  expect((await s.texts()).join("\n")).not.toContain("amended");
  await undo(s, "U0BEN");
  expect(answer(s, "U0BEN")).toBe("Bet #1 is no longer marked as shipped. Its review is on Mon 14 Dec 2026.");
  expect(await cardText(s)).toContain("(planned for Mon 14 Dec)");

  await s.slack.as("U0BEN").clickButton(await card(s), "Shipped");
  await s.wait({ days: 37 });
  expect((await s.texts()).join("\n")).not.toMatch(/up for review\.|not out yet/u);
  await s.wait({ days: 7 });
  expect((await s.texts()).join("\n")).toContain("Bet #1 is up for review.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a bet that is not out by its planned review is asked about, not for a reading", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, AFTER_SHIPPING);
  await s.wait({ days: 42 });
  const ask = await messageWith(s, "not out yet?");
  expect(ask.text).toBe("Bet #1: not out yet? Checklist isn't marked as shipped. Move the review, or stop.");
  expect(buttonsOf(ask)).toEqual(["It has shipped", "Move the review", "Stop"]);
  expect(await cardText(s)).toContain("not shipped yet, review was planned for Mon 14 Dec");
  expect(buttonsOf(await card(s))).toEqual(["Shipped", "Take a reading", "If this fails, why?"]);
  expect((await s.texts()).join("\n")).not.toMatch(/up for review\.|No reading yet/u);

  const ana = s.slack.as("U0ANA");
  await ana.clickButton(ask, "Stop");
  expect(JSON.stringify(ana.view().content)).toContain("Settle bet #1");
  await ana.closeView();
  await ana.clickButton(ask, "Move the review");
  await ana.submit({ review_on: "2026-12-21", reason: "The release moved" });
  expect((await messageWith(s, "Review moved")).text).toBe("Review moved to Mon 21 Dec 2026. Bet #1");
  expect(await cardText(s)).toContain("open, review six weeks after it ships (planned for Mon 21 Dec)");
  await s.wait({ days: 7 });
  await ana.clickButton(await messageWith(s, "not out yet?"), "It has shipped");
  expect((await messageWith(s, "Shipped Mon 21 Dec")).text).toBe(
    "Shipped Mon 21 Dec, review moved to Mon 1 Feb 2027. Bet #1",
  );
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("once a bet has shipped, an amendment to another day holds instead of six weeks after", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, AFTER_SHIPPING);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "ship 1");
  await ana.command(CHANNEL, "/bet", "amend 1");
  expect(JSON.stringify(ana.view().content)).toContain("It counts from shipping so far.");
  await ana.submit({ review_on: "2026-12-18" });
  expect(await cardText(s)).toContain("review on Fri 18 Dec");
  await ana.command(CHANNEL, "/bet", "ship 1 1 Nov");
  expect(await cardText(s)).toBe("Bet #1 · Checklist · shipped Sun 1 Nov, review on Fri 18 Dec");
});

test("the digest asks whether a bet is out where it would ask for its reading", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, AFTER_SHIPPING);
  await s.wait({ days: 40 });
  const ahead = await messageWith(s, "week 50");
  expect(ahead.text).toContain("Next #1 Checklist, review planned for Mon 14 Dec");
  expect(buttonsOf(ahead)).toEqual(expect.arrayContaining(["It has shipped"]));
  await s.wait({ days: 7 });
  const since = await messageWith(s, "week 51");
  expect(since.text).toContain("Not out yet? #1 Checklist, review was planned for Mon 14 Dec");
  expect(buttonsOf(since)).toEqual(expect.arrayContaining(["It has shipped", "Move the review"]));
  expect(buttonsOf(since)).not.toContain("Enter the final reading");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("Home asks whether a bet that is due is out, and takes the answer in place", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, AFTER_SHIPPING);
  await s.wait({ days: 42 });
  const ana = s.slack.as("U0ANA");
  const home = (await openHome(s)).text();
  expect(home).toContain("#1 Checklist: not out yet? Review was planned for Mon 14 Dec");
  await ana.clickButton(ana.home()!, "It has shipped");
  expect(JSON.stringify(ana.view().content)).toContain("Bet #1 shipped on Mon 14 Dec 2026.");
  await ana.clickButton(ana.view(), "Undo");
  expect(JSON.stringify(ana.view().content)).toContain("no longer marked as shipped");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a sentence may say that the review counts from shipping", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%, two weeks after it ships");
  await s.slack.as("U0ANA").command(CHANNEL, "/bet", "1");
  expect(answer(s)).toContain("Bet #1 · Checklist · open, review two weeks after it ships");
  await s.slack.as("U0BEN").clickButton(await card(s), "Shipped");
  expect(answer(s, "U0BEN")).toContain("Mon 16 Nov 2026");
});

test("a bet that is opened from Home can be marked as shipped there", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const { person, home } = await openHome(s);
  await person.clickButton(home(), "Open");
  expect(JSON.stringify(person.view().content)).toContain("Shipped");
  await person.clickButton(person.view(), "Shipped");
  expect(JSON.stringify(person.view().content)).toContain("Bet #1 shipped on Mon 2 Nov 2026.");
  expect(await cardText(s)).toContain("shipped Mon 2 Nov");
});

test("halfway to its review a bet without a reading gets one line in its thread, and none in the channel", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const lines = async () => (await s.texts()).filter((text) => text.startsWith("No reading yet."));
  await s.wait({ days: 20, hours: 23 });
  expect(await lines()).toEqual([]);
  await s.wait({ hours: 1 });
  expect(await lines()).toEqual(["No reading yet. Bet #1 is halfway to its review on Mon 14 Dec."]);
  expect((await s.slack.readChannel(CHANNEL)).map(({ text }) => text).join("\n")).not.toContain("No reading");

  const ana = s.slack.as("U0ANA");
  const asked = (await card(s)).replies.at(-1);
  await ana.clickButton({ channel: CHANNEL, ts: asked?.ts ?? "" }, "Take a reading");
  await ana.submit({ value: "34" });
  expect(await s.texts()).toContain("Bet #1 has a reading.");
  await ana.command(CHANNEL, "/bet", "amend 1");
  await ana.submit({ review_on: "2027-01-29", reason: "We need more users" });
  await s.wait({ days: 60 });
  expect(await lines()).toEqual([]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["has a reading", (s: Stage) => s.slack.as("U0ANA").command(CHANNEL, "/bet", "reading 1 34"), SENTENCE],
  ["is reviewed within two weeks", async () => {}, "Checklist lifts activation from 32% to 40% by 13 Nov"],
])("a bet that %s is not asked for a first one", async (_which, play, sentence) => {
  await using s = await stage();
  await placeBet(s, sentence);
  await play(s);
  await s.wait({ days: 30 });
  expect((await s.texts()).join("\n")).not.toContain("No reading yet");
});

test("from shipping on, halfway counts from that day, and comes once however often the day is corrected", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE, CHANNEL, AFTER_SHIPPING);
  const ana = s.slack.as("U0ANA");
  const lines = async () => (await s.texts()).filter((text) => text.startsWith("No reading yet.")).length;
  await s.wait({ days: 28 });
  await ana.command(CHANNEL, "/bet", "ship 1");
  await s.wait({ days: 20 });
  expect(await lines()).toBe(0);
  await s.wait({ days: 1 });
  expect(await lines()).toBe(1);
  await ana.command(CHANNEL, "/bet", "ship 1 1 Dec");
  await s.wait({ days: 14 });
  expect(await lines()).toBe(1);
});

test("the whole quarter says how long it took from placing a bet to shipping it", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await placeBet(s, "Banner lifts sales from 10 to 20 by 21 Dec");
  const ana = s.slack.as("U0ANA");
  const whole = async () => {
    await ana.command(CHANNEL, "/outcomes", "recap");
    await ana.clickButton({ channel: CHANNEL, ts: ana.ephemerals().at(-1)?.ts ?? "" }, "Whole quarter");
    const content = JSON.stringify(ana.view().content);
    await ana.closeView();
    return content;
  };
  expect(await whole()).not.toContain("shipped");
  await s.wait({ days: 10 });
  await ana.command(CHANNEL, "/bet", "ship 1");
  expect(await whole()).toContain("1 bet shipped, 10 days after it was placed.");
  await s.wait({ days: 4 });
  await ana.command(CHANNEL, "/bet", "ship 2");
  expect(await whole()).toContain("2 bets shipped, half of them within 12 days of being placed.");
  expect(s.slack.problems).toEqual([]);
});
