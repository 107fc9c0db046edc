import { expect, test } from "vitest";
import { stage } from "#tests/support/stage.ts";
import { placeBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";

test("the first command in a channel sets up the team, then opens the bet that was typed", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40% by 15 Jan");
  expect(ana.view().content.title).toMatchObject({ text: "Set up the team" });

  expect((await ana.submit()).view?.content.title).toMatchObject({ text: "Place a bet" });
  await ana.submit({ chosen: "we-chose" });

  const [setUp, card] = await s.texts();
  expect(setUp).toContain("The digest comes on Fridays at 16:00 (Europe/Berlin), in weeks that have news.");
  expect(card).toContain("Bet #1 · Checklist · open, review on Fri 15 Jan 2027");
  expect(card).toContain("Activation from 32 % to 40 %");
  expect(s.slack.problems).toEqual([]);
});

test("asks for the dependency only if the team cannot release alone, and keeps what was typed", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Banner lifts sales from 10 to 20");
  await toggleMore(s);
  await ana.fill(ana.view(), { belief: "typed by hand", chosen: "decided-for-us", alone: "no" });
  expect((await ana.submit()).errors).toHaveProperty("dependency");
  await ana.submit({ dependency: "governance" });
  const card = (await s.texts()).at(-1);
  expect(card).toContain("typed by hand");
  await ana.command("C0GROWTH", "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain(
    "It was decided for us · We cannot release it alone: it needs an approval",
  );
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
  await ana.submit({ value: "36", evidence: "ab-test", significant: "Yes" });
  expect((await s.texts())[1]).toContain("now 36 % (Mon 2 Nov, A/B test) · 50 % of the way");
});

test("asks in the channel at ten on the review date, and only once more, in the thread, three working days later", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 13 Nov");
  const prompts = async () => (await s.texts()).filter((text) => text.includes("is up for review.")).length;
  await s.wait({ days: 10, hours: 23, minutes: 59 });
  expect(await prompts()).toBe(0);
  await s.wait({ minutes: 1 });
  expect(await prompts()).toBe(1);
  await s.wait({ days: 5 });
  expect(await prompts()).toBe(2);
  const inChannel = (await s.slack.readChannel("C0GROWTH")).map(({ text }) => text);
  expect(inChannel.filter((text) => text.includes("is up for review."))).toHaveLength(1);
  await s.wait({ days: 30 });
  expect(await prompts()).toBe(2);
});

test("a bet takes three messages in the channel, which shrink or go on as it moves; its thread has the rest", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 13 Nov");
  const inChannel = async () =>
    (await s.slack.readChannel("C0GROWTH")).slice(1).map(({ text }) => text.replaceAll("\u00a0", " "));
  await s.wait({ days: 11 });
  const [, ask] = await inChannel();
  expect(ask).toBe("Bet #1 is up for review. Checklist: Activation from 32 % to 40 %.");
  const asked = (await s.slack.readChannel("C0GROWTH")).at(-1);
  const ana = s.slack.as("U0ANA");
  await ana.clickButton({ channel: "C0GROWTH", ts: asked?.ts ?? "" }, "Enter the final reading");
  await ana.submit({ value: "37" });
  expect((await inChannel()).slice(1)).toEqual([
    "Answered: 37 %. Bet #1",
    expect.stringMatching(
      /^Bet #1 came in part-way\. .*\n.*\nFinal .*, or once a teammate confirms\.\nA verdict belongs to all of us\./,
    ),
  ]);
  const verdict = (await s.slack.readChannel("C0GROWTH")).at(-1);
  await s.slack.as("U0BEN").clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Looks right");
  await ana.clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Add a learning");
  await ana.submit({ text: "Ask support first" });
  await ana.clickButton({ channel: "C0GROWTH", ts: verdict?.ts ?? "" }, "Close the retro");
  const told = await inChannel();
  expect(told.map((text) => text.split(".")[0])).toEqual([
    expect.stringContaining("settled: part-way"),
    "Answered: 37 %",
    "Bet #1 came in part-way",
    expect.stringContaining("How are we?"),
  ]);
  expect(told[2]).toContain("What we learned\n• Ask support first");
  const [, card] = await s.slack.readChannel("C0GROWTH");
  expect(card?.replies.map(({ text }) => text.split("\n")[0]?.replaceAll("\u00a0", " "))).toEqual([
    "Answered: 37 %. Bet #1",
    "Bet #1 came in part-way. Checklist",
    "What had a part in how it came out?",
    "Knowing only what we knew then, would we place it again?",
    "We learned: Ask support first",
  ]);
  expect(s.slack.problems).toEqual([]);
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

  const [, card, disputed] = await s.slack.readChannel("C0GROWTH");
  expect(disputed?.text).toBe("This verdict was disputed. The thread of bet #1 says why.");
  expect(card?.replies.map(({ text }) => text)).toEqual([
    disputed?.text,
    expect.stringContaining("Why: The dashboard counts bots"),
  ]);
  expect((await s.texts())[1]).toContain("open, review on");

  await ana.command("C0GROWTH", "/bet", "stop 1");
  await ana.submit({ reason: "The early numbers are clear enough" });
  expect((await s.texts()).some((text) => text.includes("Bet #1 was stopped early."))).toBe(true);
  await s.wait({ hours: 24 });
  expect((await s.texts())[1]).toContain("settled: stopped early");
});
