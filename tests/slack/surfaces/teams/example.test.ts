import { expect, test } from "vitest";
import { message, type MessageBlock } from "#slack/kit/blocks.ts";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import { openHome } from "#tests/slack/surfaces/home/open-home.ts";
import { dump } from "#tests/support/dump.ts";
import { databaseFile } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";

const setUpMessage = async (s: Stage) => ({
  channel: CHANNEL,
  ts: (await s.slack.readChannel(CHANNEL))[0]?.ts ?? "",
});

/** What the open page says. */
function pageOf(s: Stage, user = "U0BEN"): string {
  const { blocks } = s.slack.as(user).view().content;
  return message(...(blocks as unknown as MessageBlock[])).text.replaceAll("\u00a0", " ");
}

test("says in three lines that the team is set up, with one button", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const [setUp] = await s.slack.readChannel(CHANNEL);
  expect(setUp?.text.split("\n")).toEqual([
    "growth owns its outcomes here from now on.",
    "The digest comes on Fridays at 16:00 (Europe/Berlin), in weeks that have news.",
    "/bet places our first bet, /outcomes settings changes how we are set up.",
  ]);
  expect(JSON.stringify(setUp?.blocks).match(/"type":"button"/g)).toHaveLength(1);
  expect(s.slack.problems).toEqual([]);
});

test("Home's help offers the example to teams that were set up before there was one", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const { person, home } = await openHome(s, "U0BEN");
  const menu = placedElements(home().content.blocks).find(({ element }) => element.type === "overflow");
  await person.choose(home(), menu?.element.action_id ?? "", "Help");
  await person.clickButton(person.view(), "Try it with an example");
  expect(pageOf(s)).toContain("Example: Checklist on first login · open, review on Mon 14 Dec");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("the example goes from a vote to a reading to a verdict, a retro and a digest, and leaves nothing behind", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  const [record, channel] = [dump(file.path), await s.texts()];
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(await setUpMessage(s), "Try it with an example");
  expect(pageOf(s)).toContain("Only you see it. Nothing of it is saved, posted or counted.");
  expect(pageOf(s)).toContain("Example: Checklist on first login · open, review on Mon 14 Dec");
  await ben.clickButton(ben.view(), "example_vote_70");
  expect(pageOf(s)).toContain("Your vote is in: 70 %, likely.");
  expect(pageOf(s)).toContain("Example: Checklist on first login is up for review.");
  expect((await ben.submit({ value: "many" })).errors).toHaveProperty("value");
  expect((await ben.submit({ value: "37 days" })).errors).toHaveProperty("value");
  await ben.submit({ value: "37 %" });
  const last = pageOf(s);
  expect(last).toContain("Example: Checklist on first login came in part-way.");
  expect(last).toContain("Activation went from 32 % to 37 %, 63 % of the way to 40 %.");
  expect(last).toContain("You gave it 70 %.");
  expect(last).toContain("Then comes a short retro, in the bet's thread.");
  expect(last).toContain("On Friday the digest says:");
  expect(last).toContain("Settled Example: Checklist on first login: part-way (5 of 8 points).");
  expect(ben.view().content).toMatchObject({ close: { text: "Close the example" } });
  await ben.closeView();
  expect(dump(file.path)).toEqual(record);
  expect(await s.texts()).toEqual(channel);
  expect(ben.ephemerals()).toEqual([]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["41", "hit."],
  ["34", "missed."],
  ["30", "backfired."],
  ["32", "missed."],
])("a reading of %s in the example: it %s", async (value, verdict) => {
  await using s = await stage();
  await setUpTeam(s);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(await setUpMessage(s), "Try it with an example");
  await ben.clickButton(ben.view(), "example_vote_10");
  await ben.submit({ value });
  expect(pageOf(s)).toContain(`Example: Checklist on first login ${verdict}`);
  expect(s.slack.problems).toEqual([]);
});

test("the example ends with the form for a bet of our own, whose number is the first", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ben = s.slack.as("U0BEN");
  await ben.clickButton(await setUpMessage(s), "Try it with an example");
  await ben.clickButton(ben.view(), "example_vote_50");
  await ben.submit();
  await ben.clickButton(ben.view(), "Place a bet");
  expect(ben.view().content.title).toMatchObject({ text: "Place a bet" });
  expect(ben.views()).toHaveLength(1);
  await ben.closeView();
  await placeBet(s, "Banner lifts sales from 10 to 20");
  expect((await s.texts())[1]).toContain("Bet #1 · Banner");
});

test("a guest is refused the example", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const gus = s.slack.as("U0GUS");
  await gus.clickButton(await setUpMessage(s), "Try it with an example");
  expect(pageOf(s, "U0GUS")).toContain("Guests cannot");
});
