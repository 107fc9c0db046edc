import { expect, test } from "vitest";
import { stage } from "#tests/support/stage.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";

test("the first command in a channel sets up the team, then opens the bet that was typed", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40% by 15 Jan");
  expect(ana.view().content.title).toMatchObject({ text: "Set up the team" });

  expect((await ana.submit()).view?.content.title).toMatchObject({ text: "Place a bet" });
  await ana.submit({ belief: "We believe they see what is left", chosen: "we-chose", alone: "yes" });

  const [setUp, card] = await s.texts();
  expect(setUp).toContain(
    "Our digest comes on Fridays at 16:00 (Europe/Berlin), in weeks that have news. Anonymous answers show from 3 on.",
  );
  expect(card).toContain("Bet #1 · Checklist · open, review on Fri 15 Jan 2027");
  expect(card).toContain("Activation from 32 % to 40 %");
  expect(s.slack.problems).toEqual([]);
});

test("asks for the dependency only if the team cannot release alone, and keeps what was typed", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Banner lifts sales from 10 to 20");
  await ana.fill(ana.view(), { belief: "typed by hand", chosen: "decided-for-us", alone: "no" });
  expect((await ana.submit()).errors).toHaveProperty("dependency");
  await ana.submit({ dependency: "governance" });
  const card = (await s.texts()).at(-1);
  expect(card).toContain("typed by hand");
  expect(card).toContain("It was decided for us · We cannot release it alone: it needs an approval");
});

test("taking a reading by command or by button updates the card", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
  expect(s.shownTo("U0ANA").at(-1)).toContain("Activation at 34.5 % (today, before/after), 31 % of the way");
  const [, cardText, inThread] = await s.texts();
  expect(cardText).toContain("now 34.5 % (Mon 2 Nov, before/after) · 31 % of the way");
  expect(inThread).toBe(
    "Activation is at 34.5 % (Mon 2 Nov 2026, before/after), 31 % of the way.\nfrom the dashboard",
  );

  const [, card] = await s.slack.readChannel("C0GROWTH");
  await ana.clickButton({ channel: "C0GROWTH", ts: card?.ts ?? "" }, "Take a reading");
  await ana.submit({ value: "36", evidence: "ab-test" });
  expect((await s.texts())[1]).toContain("now 36 % (Mon 2 Nov, A/B test) · 50 % of the way");
});

test("prompts the channel at ten on the review date, and only once more three working days later", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 13 Nov");
  const prompts = async () => (await s.texts()).filter((text) => text.includes("is up for review.")).length;
  await s.wait({ days: 10, hours: 23, minutes: 59 });
  expect(await prompts()).toBe(0);
  await s.wait({ minutes: 1 });
  expect(await prompts()).toBe(1);
  await s.wait({ days: 5 });
  expect(await prompts()).toBe(2);
  await s.wait({ days: 30 });
  expect(await prompts()).toBe(2);
});

test("a verdict is provisional until somebody else confirms it", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "settle 1");
  await ana.submit({ value: "37", evidence: "before-after" });
  const verdict = (await s.slack.readChannel("C0GROWTH")).at(-1);
  const words = (await s.texts()).at(-1);
  expect(words).toContain("Bet #1 came in part-way.");
  expect(words).toContain(
    "Activation went from 32 % to 37 %, 63 % of the way to 40 %. The change is consistent with what we did",
  );
  const place = { channel: "C0GROWTH", ts: verdict?.ts ?? "" };

  await ana.clickButton(place, "Looks right");
  expect(s.shownTo("U0ANA").at(-1)).toContain("it takes somebody else on the team");
  await s.slack.as("U0BEN").clickButton(place, "Looks right");
  expect((await s.texts())[1]).toContain("settled: part-way, 63 % of the way");
});

test("a dispute reopens the bet, with its reason and no name; an undisputed verdict is final after a day", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "settle 1");
  await ana.submit({ value: "37" });
  const first = (await s.slack.readChannel("C0GROWTH")).at(-1);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton({ channel: "C0GROWTH", ts: first?.ts ?? "" }, "Dispute");
  await ben.submit({ reason: "The dashboard counts bots" });

  const disputed = (await s.slack.readChannel("C0GROWTH")).at(-1);
  expect(disputed?.text).toContain("This verdict was disputed");
  expect(disputed?.replies[0]?.text).toContain("Why: The dashboard counts bots");
  expect((await s.texts())[1]).toContain("open, review on");

  await ana.command("C0GROWTH", "/bet", "stop 1");
  await ana.submit({ reason: "The early numbers are clear enough" });
  expect((await s.texts()).some((text) => text.includes("Bet #1 was stopped early."))).toBe(true);
  await s.wait({ hours: 24 });
  expect((await s.texts())[1]).toContain("settled: stopped early");
});
