import { expect, test } from "vitest";
import { SHORTCUTS } from "#slack/surfaces/ids.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";

const REST = { chosen: "we-chose" };

test("prefills the form from a message without naming its author", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  const message = await s.slack
    .as("U0BEN")
    .say("C0GROWTH", "Checklist & <tour> lifts activation from 32% to 40% by 15 Jan");
  await ana.shortcut(SHORTCUTS.placeAsBet, message);
  await ana.submit(REST);

  const card = (await s.texts()).at(-1);
  expect(card).toContain("Bet #1 · Checklist &amp; &lt;tour&gt; · open, review on Fri 15 Jan 2027");
  expect(card).toContain("Activation from 32 % to 40 %");
  expect(card).not.toMatch(/ben/i);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("leaves out the people whom the message mentions", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.shortcut(
    SHORTCUTS.placeAsBet,
    await ana.say("C0GROWTH", "@ben's tour lifts activation from 32% to 40%"),
  );
  expect(ana.view().values["title"]?.["title"]).toMatchObject({ value: "somebody's tour" });
});

test("in a channel without a team, sets up the team first, then places the bet", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  const message = await ana.say("C0GROWTH", "Checklist lifts activation from 32% to 40%");
  await ana.shortcut(SHORTCUTS.placeAsBet, message);
  expect(ana.view().content.title).toMatchObject({ text: "Set up the team" });
  expect((await ana.submit()).view?.content.title).toMatchObject({ text: "Place a bet" });
  await ana.submit(REST);
  expect((await s.texts()).at(-1)).toContain("Bet #1 · Checklist");
  expect(s.slack.problems).toEqual([]);
});

test("keeps all of a text that is too long for its fields; a text too long for a bet opens no form", async () => {
  await using s = await stage();
  const ana = s.slack.as("U0ANA");
  const tooLong = await ana.say("C0GROWTH", "word ".repeat(300));
  await ana.shortcut(SHORTCUTS.placeAsBet, tooLong);
  expect(ana.views()).toEqual([]);
  expect(s.shownTo("U0ANA").at(-1)).toContain("This is 1499 characters long, and a bet holds 1000 at most.");
  await ana.command("C0GROWTH", "/bet", "word ".repeat(300));
  expect(s.shownTo("U0ANA").at(-1)).toContain("Here is what was typed, to shorten:\nword word");

  await setUpTeam(s);
  const long = "People leave. ".repeat(40).trim();
  await ana.shortcut(SHORTCUTS.placeAsBet, await ana.say("C0GROWTH", long));
  expect(ana.view().values["belief"]?.["belief"]).toMatchObject({ value: long });
  expect(s.slack.problems).toEqual([]);
});

test.each([
  ["U0GUS", "C0GROWTH", "Guests cannot"],
  ["U0OUT", "C0SHARED", "Only members of this workspace"],
  ["U0ANA", "C0NOBOT", "Ourcome is not in this channel yet."],
])("%s in %s gets the reason instead of a form", async (user, channel, reason) => {
  await using s = await stage();
  await setUpTeam(s);
  const person = s.slack.as(user);
  await person.shortcut(SHORTCUTS.placeAsBet, await s.slack.as("U0ANA").say(channel, "Checklist"));
  expect(JSON.stringify(person.view().content.blocks)).toContain(reason);
});

test("unescapes the text of a command", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "R&amp;D tour lifts activation from 32% to 40%");
  expect(ana.view().values["title"]?.["title"]).toMatchObject({ value: "R&D tour" });
});
