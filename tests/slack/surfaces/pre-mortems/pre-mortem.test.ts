import { expect, test } from "vitest";
import { placeBet, settleBet, writePreMortem } from "#tests/support/moves.ts";
import { REASONS, retroAfter, written } from "#tests/support/pre-mortems.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage, stageWithTeamOf } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const SENTENCE = "Checklist lifts activation from 32% to 40%";
const [ANA, BEN, CAT] = ["U0ANA", "U0BEN", "U0CAT"] as const;

const problems = (s: Stage) => [s.slack.problems, s.logged];
const shown = (content: unknown) => JSON.stringify(content);

test("keeps reasons sealed until the retro, then shows them in random order and counts votes on which came true", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  expect(await written(s)).toBeUndefined();
  const { view } = await writePreMortem(s, ...REASONS[0]);
  expect(shown(view?.content)).toContain("It is sealed until the retro.");
  expect(await written(s)).toBe("Why it might fail: sealed until the retro · 1 has written");
  await writePreMortem(s, ...REASONS[1]);
  await writePreMortem(s, ...REASONS[2]);
  expect(await written(s)).toBe("Why it might fail: sealed until the retro · 3 have written");
  for (const [, text] of REASONS) expect((await s.texts()).join()).not.toContain(text);

  await settleBet(s, 1, "33");
  const { retro, preMortem } = await retroOf(s);
  const [message] = preMortem;
  expect(preMortem).toHaveLength(1);
  expect(message?.text).toContain("Before we knew: why it might fail\nWe wrote this while the bet was open.");
  for (const [, text] of REASONS) expect(message?.text).toContain(text);
  expect(message?.reactions.map(({ name }) => name)).toEqual(["one", "two", "three"]);
  expect(await written(s)).toBeUndefined();

  const line = message?.text.split("\n").find((text) => text.includes("holidays"));
  const emoji = /:(\w+):/.exec(line ?? "")?.[1] ?? "";
  for (const user of [ANA, BEN, "U0GUS"]) await s.slack.as(user).react(message!, emoji);
  await s.slack.as(CAT).clickButton(retro, "Close the retro");
  expect(await wholeRetro(s)).toMatch(
    /What we saw coming\n• The release slips past the holidays \(2 votes\)\n(?!Knowing)/,
  );
  const [closed] = (await retroOf(s)).preMortem;
  expect(closed?.text).toContain("The release slips past the holidays (2 votes)");
  expect(closed?.text).not.toContain("React with the number");
  expect((await s.texts()).join("\n")).not.toMatch(/\b(ana|ben|cat|gus|sol|ray|lin)\b|U0[A-Z]{3}/i);
  expect(problems(s)).toEqual([[], []]);
});

test("counts the votes again if a retro is reopened", async () => {
  await using s = await stage();
  const { retro, preMortem } = await retroAfter(s, REASONS);
  await s.slack.as(ANA).clickButton(retro, "Close the retro");
  await s.slack.as(ANA).clickButton((await retroOf(s)).closing()!, "Reopen for a day");
  await s.slack.as(BEN).react(preMortem[0]!, "one::skin-tone-2");
  await s.wait({ hours: 24 });
  expect(await wholeRetro(s)).toMatch(/What we saw coming\n• .+ \(1 vote\)$/m);
  expect(problems(s)).toEqual([[], []]);
});

test("leaves pre-mortems out of the retro if nobody wrote one", async () => {
  await using s = await stage();
  const { retro } = await retroAfter(s, []);
  await s.slack.as(ANA).clickButton(retro, "Close the retro");
  expect((await s.texts()).join("\n")).not.toMatch(/Before we knew|saw coming/);
});

test("shows a text only to its writer, who can replace it or take it back; the card counts people", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await writePreMortem(s, ANA, "First thought");
  const card = (await s.slack.readChannel(CHANNEL)).at(-1);
  const place = { channel: CHANNEL, ts: card?.ts ?? "" };
  const open = async (user: string) => {
    await s.slack.as(user).clickButton(place, "If this fails, why?");
    return shown(s.slack.as(user).view().content);
  };
  expect(await open(ANA)).toContain("First thought");
  expect(await open(BEN)).not.toContain("First thought");
  const ana = s.slack.as(ANA);
  // A double click.
  await ana.fill(ana.view(), { text: "Second thought" });
  await Promise.all([ana.submit(), ana.submit()]);
  await s.slack.as(BEN).submit({ text: "From one window" });
  await writePreMortem(s, BEN, "From the other window");
  expect(await written(s)).toContain("2 have written");

  const back = await writePreMortem(s, BEN, "");
  expect(shown(back.view?.content)).toContain("It is taken back, and nothing of it is kept.");
  expect(shown((await writePreMortem(s, BEN, " ")).view?.content)).toContain("nothing was sealed");
  expect(await written(s)).toContain("1 has written");
  await writePreMortem(s, BEN, "Back again");
  await writePreMortem(s, CAT, "A third reason");
  await settleBet(s, 1, "33");
  const text = (await retroOf(s)).preMortem[0]?.text;
  for (const reason of ["Second thought", "Back again", "A third reason"]) expect(text).toContain(reason);
  expect(text).not.toMatch(/First thought|window/);
  expect(problems(s)).toEqual([[], []]);
});

test("treats a bet whose texts were all taken back like one that nobody wrote about", async () => {
  await using s = await stage();
  await retroAfter(s, [
    [ANA, "A thought"],
    [ANA, ""],
  ]);
  expect((await s.texts()).join("\n")).not.toContain("Before we knew");
});

test("refuses guests who click the button", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const card = (await s.slack.readChannel(CHANNEL)).at(-1);
  const gus = s.slack.as("U0GUS");
  await gus.clickButton({ channel: CHANNEL, ts: card?.ts ?? "" }, "If this fails, why?");
  expect(shown(gus.view().content)).toContain("Guests cannot");
  expect(await written(s)).toBeUndefined();
});

test("takes no text once the bet is settled, from a form that was open or from an old card", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const cat = s.slack.as(CAT);
  await cat.command(CHANNEL, "/bet", "1");
  const old = { channel: CHANNEL, ts: cat.ephemerals().at(-1)?.ts ?? "" };
  await cat.clickButton(old, "If this fails, why?");
  await s.slack.as(ANA).command(CHANNEL, "/bet", "settle 1");
  await s.slack.as(ANA).submit({ value: "33" });
  const late = await cat.submit({ text: "I knew it" });
  expect(late.errors).toEqual({ text: "Bet #1 was settled already. Nothing was changed." });
  await cat.closeView();
  await cat.clickButton(old, "If this fails, why?");
  expect(shown(cat.view().content)).toContain("Bet #1 was settled already.");
  expect(problems(s)).toEqual([[], []]);
});

test("rejects a text with a team-mate's name", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const { view } = await writePreMortem(s, ANA, "Ben shipped without asking support first");
  expect(shown(view?.content)).toContain("Try “We shipped without asking support first”");
  expect(await written(s)).toBeUndefined();
  await s.slack.as(ANA).submit({ text: "We shipped without asking support first" });
  expect(await written(s)).toContain("1 has written");
});

test("opens from Home too", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const ben = s.slack.as(BEN);
  await ben.openHome();
  await ben.clickButton(ben.home()!, "Open");
  await ben.clickButton(ben.view(), "If this fails, why?");
  await ben.submit({ text: "Nobody asked for it" });
  expect(await written(s)).toContain("1 has written");
  expect(problems(s)).toEqual([[], []]);
});

test("splits more than nine long reasons over several messages, with votes on each, and escapes them", async () => {
  const { s, people } = await stageWithTeamOf(12);
  await using _ = s;
  await placeBet(s, SENTENCE);
  await s.slack.as(ANA).command(CHANNEL, "/outcomes", "settings");
  await s.slack.as(ANA).submit({ anonymity_threshold: "3" });
  const users = people.map(({ id }) => id);
  for (const [index, user] of users.entries())
    await writePreMortem(s, user, `${index + 100}: <!channel> & ${"word ".repeat(55)}`);
  await settleBet(s, 1, "33", CHANNEL, "U0P1");
  const { retro, preMortem } = await retroOf(s);
  expect(preMortem.map(({ reactions }) => reactions.length)).toEqual([9, 3]);
  expect(preMortem[1]?.text).toContain("(continued)");
  const numbers = preMortem.flatMap(({ text }) => text.match(/\b1\d\d: /g) ?? []);
  expect(numbers.toSorted()).toEqual(users.map((_, index) => `${index + 100}: `));
  for (const user of [ANA, "U0P1"]) await s.slack.as(user).react(preMortem[1]!, "three");
  await s.slack.as(ANA).clickButton(retro, "Close the retro");
  expect(await wholeRetro(s)).toContain(`${numbers[11]}&lt;!channel&gt;`);
  expect(problems(s)).toEqual([[], []]);
});
