import { expect, test } from "vitest";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { forge } from "#tests/support/forge.ts";
import { databaseFile, writeDatabase } from "#tests/support/ledger.ts";
import { stage } from "#tests/support/stage.ts";
import { BET, HIDDEN, REFUSED, seenBy, shown, twoTeams } from "#tests/support/two-teams.ts";

test("shows a private team on Home only to its members", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  for (const user of ["U0ANA", "U0CAT", "U0DEV", "U0GUS", "U0OUT"]) await s.slack.as(user).openHome();
  expect(seenBy(s, "U0ANA")).toContain(HIDDEN);
  for (const user of ["U0CAT", "U0DEV", "U0GUS", "U0OUT"]) expect(seenBy(s, user)).not.toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  [ACTIONS.openPlaceForm, "team"],
  [ACTIONS.openWeek, "team"],
  [ACTIONS.openGoals, "team"],
  [ACTIONS.openBets, "team"],
  [ACTIONS.openSearch, "team"],
  [ACTIONS.openLearnings, "team"],
  [ACTIONS.openSteps, "team"],
  [ACTIONS.openSettings, "team"],
  [ACTIONS.showCard, "bet"],
  [ACTIONS.takeReading, "bet"],
  [ACTIONS.settleBet, "bet"],
] as const)("refuses a %s button on Home with the id of a private %s", async (action, kind) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const { hidden } = await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.openHome();
  const home = cat.home();
  if (!home) throw new Error("There is no Home.");
  const value = kind === "team" ? hidden.id : BET;
  forge(home.content.blocks, action, { value });
  // What Home has only if something waits, or had in an older version.
  forge(home.content.blocks, ACTIONS.openBets, { action_id: action, value });
  await cat.clickButton(home, action);
  expect(shown(cat.view().content)).toContain(REFUSED);
  expect(seenBy(s)).not.toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

const { takeReading, showDetails, settleBet, amendBet, editBet, deleteBet, undoBet } = ACTIONS;
const ofBet = (action: string) => ["/bet", "1", action, BET] as const;

test.each([
  ...[takeReading, showDetails, settleBet, amendBet, editBet, deleteBet, undoBet].map(ofBet),
  ["/outcomes", "steps", ACTIONS.stepDone, "step-hidden"],
  ["/outcomes", "steps", ACTIONS.dropStep, "step-hidden"],
])("refuses, after %s %s, a %s button with the id %s of another channel", async (...forged) => {
  const [command, text, action, value] = forged;
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", command, text);
  const answer = cat.ephemerals().at(-1);
  forge(answer?.blocks ?? [], command === "/bet" ? ACTIONS.takeReading : action, {
    action_id: action,
    value,
  });
  await cat.clickButton({ channel: "C0GROWTH", ts: answer?.ts ?? "" }, action);
  expect(seenBy(s)).toContain(REFUSED);
  expect(seenBy(s)).not.toContain(HIDDEN);

  const ben = s.slack.as("U0BEN");
  await ben.command("C0SECRET", "/outcomes", "steps");
  expect(ben.ephemerals().at(-1)?.text).toContain(`${HIDDEN} · due Tue 10 Nov`);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  [ACTIONS.addObjective, "team"],
  [ACTIONS.editObjective, "o1"],
  [ACTIONS.closeObjective, "o1"],
  [ACTIONS.addKeyResult, "o1"],
  [ACTIONS.editKeyResult, "k1"],
  [ACTIONS.recordValue, "k1"],
])("refuses a %s button in Goals with the id %s of another channel", async (action, id) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const { hidden } = await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/outcomes", "goals");
  forge(cat.view().content.blocks, ACTIONS.addObjective, {
    action_id: action,
    value: id === "team" ? hidden.id : id,
  });
  await cat.clickButton(cat.view(), action);
  expect(shown(cat.view().content)).toContain(REFUSED);
  expect(seenBy(s)).not.toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([ACTIONS.addLearning, ACTIONS.addNextStep, ACTIONS.closeRetro, ACTIONS.decideAgain])(
  "refuses a %s button with the id of a private retro",
  async (action) => {
    using file = databaseFile();
    await using s = await stage({ database: file.path });
    const { hidden } = await twoTeams(s, file.path);
    await writeDatabase(file.path, async (store) => {
      const { workspace, id: team } = hidden;
      const openedAt = s.now();
      const closesAt = openedAt.add({ hours: 48 });
      await store.retros.add({ id: "retro-hidden", workspace, team, bet: BET, openedAt, closesAt });
    });
    const cat = s.slack.as("U0CAT");
    await cat.command("C0GROWTH", "/bet", "1");
    const answer = cat.ephemerals().at(-1);
    forge(answer?.blocks ?? [], ACTIONS.takeReading, { action_id: action, value: "retro-hidden" });
    await cat.clickButton({ channel: "C0GROWTH", ts: answer?.ts ?? "" }, action);
    expect(seenBy(s)).toContain(REFUSED);
    expect(seenBy(s)).not.toContain(HIDDEN);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

test("refuses a vote on a private bet from another channel", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/bet", "1");
  const answer = cat.ephemerals().at(-1);
  const action = ACTIONS.confidence70;
  forge(answer?.blocks ?? [], ACTIONS.takeReading, { action_id: action, value: BET });
  await cat.clickButton({ channel: "C0GROWTH", ts: answer?.ts ?? "" }, action);
  expect(seenBy(s)).toContain(REFUSED);
  expect(seenBy(s)).not.toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["/bet", "help", "Place as a bet"],
  ["/outcomes", "help", "Save as a learning"],
])("lists the commands and says that no people are on record: %s %s", async (command, text, words) => {
  await using s = await stage();
  await s.slack.as("U0CAT").command("C0GROWTH", command, text);
  expect(s.shownTo("U0CAT").at(-1)).toContain(words);
  expect(s.shownTo("U0CAT").at(-1)).toContain("Ourcome has no people on record");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("posts nothing for a button under the week with the id of a private team", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const { hidden } = await twoTeams(s, file.path);
  const before = await s.texts("C0SECRET");
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/outcomes");
  const week = cat.ephemerals().at(-1);
  forge(week?.blocks ?? [], ACTIONS.postWeek, { value: `${hidden.id}/post` });
  await cat.clickButton({ channel: "C0GROWTH", ts: week?.ts ?? "" }, ACTIONS.postWeek);
  expect(s.shownTo("U0CAT").at(-1)).toContain(REFUSED);
  expect(await s.texts("C0SECRET")).toEqual(before);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["/bet", "7", "There is no bet #7 in this channel."],
  ["/bet", "reading 7 34", "There is no bet #7 in this channel."],
  ["/bet", "reading 7", "There is no bet #7 in this channel."],
  ["/bet", "settle 7", "There is no bet #7 in this channel."],
  ["/bet", "stop 7", "There is no bet #7 in this channel."],
  ["/bet", "amend 7", "There is no bet #7 in this channel."],
  ["/bet", "list all", "Checklist"],
  ["/bet", "search hush", "No bet and no learning that you may see has “hush”"],
  ["/outcomes", "learnings", "We have written down no learning yet."],
  ["/outcomes", "steps", "Ask support"],
])("reveals nothing of a private channel in another one: %s %s", async (command, text, words) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", command, text);
  expect(s.shownTo("U0CAT").at(-1)).toContain(words);
  expect(seenBy(s)).not.toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["/bet", "", (team: string) => ({ team })],
  ["/bet", `${BET} from 1 to 2`, (team: string) => ({ team })],
  ["/bet", "settle 1", () => ({ bet: BET, unit: "%" })],
  ["/bet", "reading 1", () => ({ bet: BET, unit: "%" })],
  ["/bet", "amend 1", () => ({ bet: BET })],
  ["/outcomes", "settings", (team: string) => ({ team })],
])("refuses a form of %s %s with a private id, next to a field", async (command, text, forged) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  const { hidden } = await twoTeams(s, file.path);
  const before = await s.texts("C0SECRET");
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", command, text);
  const fields = cat.view().values;
  await cat.fill(cat.view(), {
    ...("title" in fields && { title: "t", metric: "m", baseline: "1", target: "2" }),
    ...("chosen" in fields && { chosen: "we-chose" }),
    ...("value" in fields && { value: "36" }),
  });
  Object.assign(cat.view().content, { private_metadata: JSON.stringify(forged(hidden.id)) });
  const { errors } = await cat.submit();
  expect(Object.values(errors)).toEqual([expect.stringContaining(REFUSED)]);
  expect(seenBy(s)).not.toContain(HIDDEN);
  expect(await s.texts("C0SECRET")).toEqual(before);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
