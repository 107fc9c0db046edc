import { expect, test } from "vitest";
import type { Team } from "#domain/teams/team.ts";
import { ACTIONS, SHORTCUTS } from "#slack/surfaces/ids.ts";
import { forge } from "#tests/support/forge.ts";
import { addBet, addLearning, addStep, ledgerFile, teamOf, writeLedger } from "#tests/support/ledger.ts";
import { setUpTeam, toggleMore } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

/** Occurs in every record of the private channel. */
const HIDDEN = "Hush";
const REFUSED = "Only people in the team's channel can do this.";

const shown = (content: unknown): string => JSON.stringify(content);

/**
 * A private team with bet #7, a learning, a next step and a key result. Cat is only in another channel, with bet #1.
 */
async function twoTeams(s: Stage, path: string): Promise<{ hidden: Team }> {
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0SECRET", "/outcomes");
  await ana.submit({ name: HIDDEN });
  let hidden: Team | undefined;
  await writeLedger(path, async (store) => {
    const open = await addBet(store, await teamOf(store), { number: 1, title: "Checklist" });
    await addStep(store, open, { id: "step-open", text: "Ask support" });
    hidden = await teamOf(store, "C0SECRET");
    const bet = await addBet(store, hidden, { number: 7, title: HIDDEN, metric: HIDDEN, belief: HIDDEN });
    await addLearning(store, bet, { text: HIDDEN });
    await addStep(store, bet, { id: "step-hidden", text: HIDDEN });
    const { workspace, id: team } = hidden;
    const from = Temporal.PlainDate.from("2026-10-01");
    const objective = { id: "o1", workspace, team, title: HIDDEN, from, until: from.add({ months: 3 }) };
    await store.goals.saveObjective({ ...objective, state: "open" }, s.now());
    const keyResult = { id: "k1", workspace, objective: "o1", metric: HIDDEN, unit: "" };
    await store.goals.saveKeyResult({ ...keyResult, baseline: 0, target: 9, current: 1 }, s.now());
  });
  if (!hidden) throw new Error("There is no hidden team.");
  return { hidden };
}

/** Everything that a person (Cat by default) sees or was shown, on every surface. */
const seenBy = (s: Stage, user = "U0CAT"): string => {
  const person = s.slack.as(user);
  return shown([person.home()?.content, person.views().map(({ content }) => content), person.ephemerals()]);
};

const BET = "bet-C0SECRET-7";

test("shows a private team on Home only to its members", async () => {
  using file = ledgerFile();
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
  using file = ledgerFile();
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
  using file = ledgerFile();
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
  using file = ledgerFile();
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
    using file = ledgerFile();
    await using s = await stage({ database: file.path });
    const { hidden } = await twoTeams(s, file.path);
    await writeLedger(file.path, async (store) => {
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
  using file = ledgerFile();
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
  using file = ledgerFile();
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
  using file = ledgerFile();
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
  using file = ledgerFile();
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

test.each([
  ["", { alone: "no" }, (team: string) => ({ team })],
  ["", { metric: "hushing" }, (team: string) => ({ team })],
  ["", { more: "" }, (team: string) => ({ team })],
  ["settle 1", { how_settled: "invalid" }, () => ({ bet: BET, unit: "%" })],
])(
  "shows nothing private when a form of /bet %s with a private id updates for %j",
  async (text, chosen, forged) => {
    using file = ledgerFile();
    await using s = await stage({ database: file.path });
    const { hidden } = await twoTeams(s, file.path);
    const cat = s.slack.as("U0CAT");
    await cat.command("C0GROWTH", "/bet", text);
    if ("alone" in chosen) await toggleMore(s, "U0CAT");
    Object.assign(cat.view().content, { private_metadata: JSON.stringify(forged(hidden.id)) });
    if ("more" in chosen) await toggleMore(s, "U0CAT");
    else await cat.fill(cat.view(), chosen);
    expect(shown(cat.view().content)).toContain(REFUSED);
    expect(seenBy(s)).not.toContain(HIDDEN);
    expect([s.slack.problems, s.logged]).toEqual([[], []]);
  },
);

test.each([
  ["Edit", { title: "Taken" }, (own: object) => ({ ...own, objective: "o1" })],
  ["Record a value", { current: "8" }, (own: object) => ({ ...own, keyResult: "k1" })],
] as const)("changes nothing of another team when a Goals form behind %s has its id", async (...row) => {
  const [button, entries, forged] = row;
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  await cat.command("C0GROWTH", "/outcomes", "goals");
  await cat.clickButton(cat.view(), "Add an objective");
  await cat.submit({ title: "Ours" });
  await cat.clickButton(cat.view(), "Add a key result");
  await cat.submit({ metric: "Ours", baseline: "1", target: "9" });
  await cat.clickButton(cat.view(), button);
  const { content } = cat.view();
  const own: object = JSON.parse(String(content.private_metadata));
  Object.assign(content, { private_metadata: JSON.stringify(forged(own)) });
  expect(Object.values((await cat.submit(entries)).errors)).toEqual([
    expect.stringMatching(/no more|no longer/),
  ]);
  expect(seenBy(s)).not.toContain(HIDDEN);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0SECRET", "/outcomes", "goals");
  expect(shown(ana.view().content)).toContain(`${HIDDEN}: 1 of 9`);
});

test("shows nothing of a private channel in a form to people who are not in it", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  // Typed in lower case and with other endings, so that a match in what Cat sees can't be an echo of it.
  await cat.command("C0GROWTH", "/bet", "hushes lift hushed from 1 to 2");
  await cat.fill(cat.view(), { metric: "hushing" });
  expect(shown(cat.view().content)).not.toContain("Seen before");
  expect(seenBy(s)).not.toContain(HIDDEN);
  const ben = s.slack.as("U0BEN");
  await ben.command("C0GROWTH", "/bet", "hushes lift hushed from 1 to 2");
  expect(seenBy(s, "U0BEN")).toContain(HIDDEN);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("uses only the team of the message's channel for a shortcut", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await twoTeams(s, file.path);
  const cat = s.slack.as("U0CAT");
  const posted = await cat.say("C0GROWTH", `${BET} lifts activation from 1 to 2`);
  for (const shortcut of Object.values(SHORTCUTS)) {
    await cat.shortcut(shortcut, posted);
    expect(seenBy(s)).not.toContain(HIDDEN);
  }
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
