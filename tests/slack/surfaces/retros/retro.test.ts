import { expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { placeBet, settleBet } from "#tests/support/moves.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";

/** Settles a bet and returns its retro. */
async function openRetro(s: Stage, value = "33") {
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, value);
  return retroOf(s);
}

/** Requests that Slack would have rejected, and what was logged. */
const problems = (s: Stage) => [s.slack.problems, s.logged];

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

const PEOPLE = /\b(ana|ben|cat|gus|sol|ray|lin)\b|U0[A-Z]{3}/i;

test("opens a retro after a final verdict, with the themes' emojis and an anonymous question", async () => {
  await using s = await stage();
  const { card, retro, themes, decision, inChannel } = await openRetro(s);
  expect(plain(retro.text)).toBe(
    [
      "Bet #1 missed. Checklist",
      "Activation went from 32 % to 33 %, 13 % of the way to 40 %. The change is consistent with what we did (before/after).",
      "The retro is open until Wed 4 Nov 2026, 10:00 (Europe/Berlin): its questions are in the thread.",
      "It takes a few minutes: react to the themes, answer one anonymous question, add what is worth knowing next time. It closes by itself.",
    ].join("\n"),
  );
  expect(inChannel.map(({ ts }) => ts)).toEqual([card.ts, retro.ts]);
  expect(themes.reactions.map(({ name }) => name)).toEqual([
    "mag",
    "jigsaw",
    "test_tube",
    "rocket",
    "straight_ruler",
    "hourglass_flowing_sand",
    "compass",
    "four_leaf_clover",
  ]);
  expect(themes.text).toContain(":hourglass_flowing_sand: Waited on others");
  expect(decision.text).toContain(
    "Answers stay hidden until the retro closes; then the result shows once, if 3 or more of us answered.",
  );
  expect(problems(s)).toEqual([[], []]);
});

test("gives hits and misses the same retro", async () => {
  const layouts = [];
  for (const value of ["33", "41"]) {
    await using s = await stage();
    const { retro } = await openRetro(s, value);
    await s.slack.as("U0ANA").clickButton(retro, "Add a learning");
    await s.slack.as("U0ANA").submit({ text: "Ask support first" });
    await s.slack.as("U0ANA").clickButton(retro, "Close the retro");
    const { retro: closed, themes } = await retroOf(s);
    layouts.push([retro, closed, themes].map((message) => message.blocks.map(({ type }) => type)));
  }
  expect(layouts[0]).toEqual(layouts[1]);
});

test("reads the votes from Slack at the close: counts each member once, and neither guests nor the bot", async () => {
  await using s = await stage();
  const { retro, themes } = await openRetro(s);
  const [ana, ben, cat, gus] = ["U0ANA", "U0BEN", "U0CAT", "U0GUS"].map((user) => s.slack.as(user));
  await ana!.react(themes, "test_tube");
  await ana!.react(themes, "test_tube::skin-tone-2");
  await ben!.react(themes, "test_tube::skin-tone-5");
  await cat!.react(themes, "four_leaf_clover");
  await gus!.react(themes, "four_leaf_clover");
  await gus!.react(themes, "compass");
  await ben!.react(themes, "rocket");
  await ben!.unreact(themes, "rocket");
  await ben!.react(themes, "tada");

  await cat!.clickButton(retro, "Close the retro");
  const { retro: closed, themes: counted, closing, inChannel } = await retroOf(s);
  const votes =
    "• :test_tube: Too little evidence before (2 votes)\n• :four_leaf_clover: Luck, good or bad (1 vote)";
  expect(counted.text).toBe(`What had a part in how it came out?\n${votes}`);
  expect(plain(closed.text)).toMatch(/\(before\/after\)\.$/);
  expect(closing()).toBeUndefined();
  expect(inChannel).toHaveLength(2);
  expect(await wholeRetro(s)).toMatch(
    new RegExp(`What had a part in it\n${votes.replaceAll(/[()]/g, "\\$&")}`),
  );
  expect((await s.texts()).join("\n")).not.toMatch(PEOPLE);
  expect(problems(s)).toEqual([[], []]);
});

test.each([
  [["again", "again"], "Too few of us answered, so the answers stay hidden."],
  [["again", "again", "again"], "Strong agreement: yes, again. A good bet, bad luck."],
  [
    ["not-again", "not-again", "not-again"],
    "Strong agreement: no, not again. A bet that we would now place differently.",
  ],
  [["not-again", "again", "again"], "2 of us would, 1 would not. A good bet, bad luck."],
])("shows the answers %j as “%s”, and only after the close", async (answers, words) => {
  await using s = await stage();
  const { card, retro, decision } = await openRetro(s);
  for (const [index, answer] of answers.entries()) {
    const person = ["U0ANA", "U0BEN", "U0CAT"][index] ?? "";
    await s.slack.as(person).clickButton(decision, "No, not again");
    if (answer === "again") await s.slack.as(person).clickButton(decision, "Yes, again");
    const answerWords = answer === "again" ? "yes, again" : "no, not again";
    expect(s.shownTo(person).at(-1)).toContain(`Your answer is in: ${answerWords}. You can change it`);
    expect(s.slack.as(person).ephemerals().at(-1)?.threadTs).toBe(card.ts);
  }
  expect((await retroOf(s)).decision).toEqual(decision);

  await s.slack.as("U0ANA").clickButton(retro, "Close the retro");
  const { decision: result } = await retroOf(s);
  expect(result.text).toContain(`place it again?\n${words}\n`);
  expect(await wholeRetro(s)).toContain(`place it again?\n${words}\n`);
  expect(problems(s)).toEqual([[], []]);
});

test("closes by itself after 48 hours, once", async () => {
  await using s = await stage();
  const { themes } = await openRetro(s);
  await s.slack.as("U0CAT").react(themes, "compass");
  await s.wait({ hours: 47, minutes: 59 });
  expect((await retroOf(s)).retro.text).toContain("The retro is open");
  await s.wait({ minutes: 1 });
  const closed = await s.texts();
  expect((await retroOf(s)).retro.text).not.toContain("The retro is open");
  expect((await retroOf(s)).themes.text).toContain(":compass: Priorities changed (1 vote)");
  await s.wait({ days: 1 });
  expect(await s.texts()).toHaveLength(closed.length);
  expect(problems(s)).toEqual([[], []]);
});

test("stays open while Slack's votes can't be read, and closes at the next try", async () => {
  const scopes = manifestScopes();
  await using s = await stage({ scopes });
  const { themes } = await openRetro(s);
  await s.slack.as("U0CAT").react(themes, "compass");
  const [removed] = scopes.splice(scopes.indexOf("reactions:read"), 1);
  await s.wait({ hours: 48 });
  expect((await retroOf(s)).retro.text).toContain("The retro is open");
  expect(s.logged).toHaveLength(1);

  scopes.push(removed ?? "");
  await s.wait({ minutes: 1 });
  expect((await retroOf(s)).themes.text).toContain(":compass: Priorities changed (1 vote)");
});

test("can be reopened for a day: themes get new votes, but the anonymous question is not asked again", async () => {
  await using s = await stage();
  const { retro, themes, decision } = await openRetro(s);
  const [ana, ben, cat] = ["U0ANA", "U0BEN", "U0CAT"].map((user) => s.slack.as(user));
  for (const person of [ana, ben, cat]) await person!.clickButton(decision, "Yes, again");
  await ana!.clickButton(retro, "Close the retro");
  await s.wait({ hours: 23 });
  await ben!.clickButton((await retroOf(s)).retro, "See the whole retro");
  await ben!.clickButton(ben!.view(), "Reopen for a day");
  expect(JSON.stringify(ben!.view().content)).toContain("The retro is open again for a day");
  await ben!.closeView();

  const reopened = await retroOf(s);
  expect(reopened.retro.text).toContain("The retro is open until Wed 4 Nov 2026, 09:00 (Europe/Berlin)");
  expect(reopened.decision.text).toContain(
    "Strong agreement: yes, again. A good bet, bad luck.\nThis was asked once.",
  );
  await cat!.react(themes, "rocket");
  await s.wait({ hours: 24 });
  const { themes: again, retro: closed, closing } = await retroOf(s);
  expect(again.text).toContain(":rocket: Rollout or timing (1 vote)");
  expect(closing()).toBeUndefined();
  expect(await wholeRetro(s)).toContain("Strong agreement: yes, again.");

  await ana!.clickButton(closed, "See the whole retro");
  await s.wait({ hours: 24, minutes: 1 });
  await ana!.clickButton(ana!.view(), "Reopen for a day");
  expect(JSON.stringify(ana!.view().content)).toContain("closed more than a day ago, so it stays closed.");
  await ana!.closeView();
  expect(await wholeRetro(s)).not.toContain("You can reopen it");
  expect(problems(s)).toEqual([[], []]);
});

test.each([
  ["Close the retro", "closed"],
  ["Reopen for a day", "open again"],
])("says so on a second click on “%s” before the message is updated", async (button, word) => {
  const scopes = manifestScopes();
  await using s = await stage({ scopes });
  const { retro } = await openRetro(s);
  if (button !== "Close the retro") await s.slack.as("U0ANA").clickButton(retro, "Close the retro");
  const place = (await retroOf(s)).closing() ?? retro;
  scopes.splice(scopes.indexOf("chat:write"), 1);
  const before = s.shownTo("U0ANA").length;
  for (const user of ["U0ANA", "U0CAT"]) await s.slack.as(user).clickButton(place, button);
  expect([s.shownTo("U0ANA").slice(before), s.shownTo("U0CAT")]).toEqual([
    [],
    [expect.stringContaining(`This retro is ${word} already. Nothing was changed.`)],
  ]);
});

test("sorts learnings by votes, and gives next steps a date and no name", async () => {
  await using s = await stage();
  const { retro } = await openRetro(s);
  const [ana, ben, gus] = ["U0ANA", "U0BEN", "U0GUS"].map((user) => s.slack.as(user));
  for (const text of ["We guessed where they leave", "Ask support first, <!channel> & all"]) {
    await ana!.clickButton(retro, "Add a learning");
    expect((await ana!.submit({ text: "  " })).errors).toHaveProperty("text");
    await ana!.submit({ text });
  }
  const second = (await retroOf(s)).reply("We learned: Ask support first");
  expect(second.text).toBe("We learned: Ask support first, &lt;!channel&gt; &amp; all");
  expect(second.reactions).toMatchObject([{ name: "bulb", count: 1 }]);
  for (const person of [ana, ben, gus]) await person!.react(second, "bulb");

  await ben!.clickButton(retro, "Add a next step");
  const past = await ben!.submit({ text: "Interview five of them", due_on: "2026-11-01" });
  expect(past.errors).toEqual({ due_on: "This date has passed already. Choose today or later." });
  expect((await ben!.submit({ due_on: "2026-11-02" })).errors).toEqual({});
  expect((await retroOf(s)).reply("Next step").text).toBe(
    "Next step for us: Interview five of them (due Mon 2 Nov 2026)",
  );

  await ana!.clickButton(retro, "Close the retro");
  const learned = [
    "What we learned",
    "• Ask support first, &lt;!channel&gt; &amp; all (2 votes)",
    "• We guessed where they leave",
  ];
  expect((await retroOf(s)).retro.text).toContain(learned.join("\n"));
  expect(await wholeRetro(s)).toContain(
    [...learned, "Next steps", "• Interview five of them (due Mon 2 Nov 2026)"].join("\n"),
  );
  expect((await s.texts()).join("\n")).not.toMatch(PEOPLE);
  expect(problems(s)).toEqual([[], []]);
});

test("keeps what is submitted after the retro closed, in the thread and the channel's line", async () => {
  await using s = await stage();
  const { retro } = await openRetro(s);
  const ana = s.slack.as("U0ANA");
  await ana.clickButton(retro, "Add a learning");
  await s.slack.as("U0BEN").clickButton(retro, "Close the retro");
  expect((await ana.submit({ text: "It came late, and is true" })).errors).toEqual({});
  const { reply, retro: closed } = await retroOf(s);
  expect(reply("We learned: It came late").reactions).toEqual([]);
  expect(closed.text).toContain("What we learned\n• It came late, and is true");
  expect(reply("The retro is closed").text).toBe("The retro is closed.");
  expect(problems(s)).toEqual([[], []]);
});

test("saves a message in the bet's thread as a learning, without its author and mentions", async () => {
  await using s = await stage();
  const { card } = await openRetro(s);
  const ana = s.slack.as("U0ANA");
  const message = await s.slack
    .as("U0BEN")
    .say(CHANNEL, "@cat knew: R&D <asks> too late", { thread: card.ts });
  await ana.shortcut("save_as_learning", message);
  expect(ana.view().values["text"]?.["text"]).toMatchObject({ value: "somebody knew: R&D <asks> too late" });
  await ana.submit();
  const saved = (await retroOf(s)).reply("We learned");
  expect(saved.text).toBe("We learned: somebody knew: R&amp;D &lt;asks&gt; too late");
  expect(saved.text).not.toMatch(PEOPLE);

  const long = await ana.say(CHANNEL, "word ".repeat(150), { thread: card.ts });
  await ana.shortcut("save_as_learning", long);
  expect(JSON.stringify(ana.view().content.blocks)).toContain("The message has 749 characters");
  await ana.submit({ text: "Shorter" });
  expect((await retroOf(s)).reply("We learned: Shorter").reactions).toMatchObject([
    { name: "bulb", count: 1 },
  ]);

  await ana.shortcut("save_as_learning", await ana.say(CHANNEL, "By the way"));
  expect(JSON.stringify(ana.view().content.blocks)).toContain("This message is not in the thread of a bet");
  expect(problems(s)).toEqual([[], []]);
});

test("tells guests at each button why they can't take part", async () => {
  await using s = await stage();
  const { retro, decision } = await openRetro(s);
  const gus = s.slack.as("U0GUS");
  for (const button of ["Add a learning", "Add a next step"]) {
    await gus.clickButton(retro, button);
    expect(JSON.stringify(gus.view().content.blocks)).toContain("Guests cannot");
  }
  await gus.clickButton(decision, "Yes, again");
  await gus.clickButton(retro, "Close the retro");
  expect(s.shownTo("U0GUS")).toEqual([
    expect.stringContaining("Guests cannot"),
    expect.stringContaining("Guests cannot"),
  ]);
  expect((await retroOf(s)).retro.text).toContain("The retro is open");
});
