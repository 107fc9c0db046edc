import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { forge } from "#tests/support/forge.ts";
import { databaseFile, teamOf } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam, settleBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const ERASE = "Erase this team's record";
const SENTENCE = "Checklist lifts activation from 32% to 40%";

/** Opens the erase form from the settings. */
async function openForm(s: Stage, user = "U0ANA", channel = CHANNEL) {
  const person = s.slack.as(user);
  await person.command(channel, "/outcomes", "settings");
  await person.clickButton(person.view(), ERASE);
  return person;
}

test("erases everything on record once the team's name is typed", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s, "C0SECRET");
  await placeBet(s, SENTENCE);
  await settleBet(s, 1, "33");
  await placeBet(s, "Banner lifts upgrades from 4% to 6%");
  const before = await s.texts();

  const ana = await openForm(s);
  expect(JSON.stringify(ana.view().content)).toContain("It cannot be undone.");
  expect((await ana.submit({ team_name: "Retention" })).errors).toEqual({
    team_name: "This is not the name of the team, so nothing was erased. Its name is growth.",
  });
  const erased = await ana.submit({ team_name: " Growth " });
  expect(erased.errors).toEqual({});
  expect(JSON.stringify(ana.view().content)).toContain("Nothing of growth is on record any more.");
  await ana.closeView();
  expect(ana.views()).toEqual([]);

  const onDisk = [file.path, `${file.path}-wal`]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path));
  const found = ["Checklist", "Banner", "activation", CHANNEL, "C0SECRET"].filter((word) =>
    onDisk.some((bytes) => bytes.includes(word)),
  );
  expect(found).toEqual(["C0SECRET"]);
  await s.wait({ days: 30 });
  expect(await s.texts()).toEqual(before);
  expect((await teamOf(s.app.store, "C0SECRET")).name).toBe("secret");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("makes old buttons find nothing, and lets the channel set up a new team that starts at bet #1", async () => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  const card = (await s.slack.readChannel(CHANNEL)).at(-1);
  const ana = await openForm(s);
  const ben = await openForm(s, "U0BEN");
  await ana.submit({ team_name: "growth" });
  expect((await ben.submit({ team_name: "growth" })).errors).toEqual({
    team_name: expect.stringContaining("This team is no more."),
  });
  await s.slack.as("U0CAT").clickButton({ channel: CHANNEL, ts: card?.ts ?? "" }, "confidence_70");
  expect(s.shownTo("U0CAT").at(-1)).toContain("This bet is no more.");
  await ana.openHome();
  expect(JSON.stringify(ana.home()?.content)).toContain("/invite @Ourcome");
  await ana.closeView();
  await placeBet(s, SENTENCE);
  expect((await s.texts()).at(-1)).toContain("Bet #1 · Checklist");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("refuses guests and people outside the channel", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await setUpTeam(s, "C0SECRET");
  const { id } = await teamOf(s.app.store, "C0SECRET");
  const gus = s.slack.as("U0GUS");
  await gus.command(CHANNEL, "/outcomes", "settings");
  expect(JSON.stringify(gus.view().content)).toContain("Guests cannot");

  const cat = s.slack.as("U0CAT");
  await cat.command(CHANNEL, "/outcomes", "settings");
  forge(cat.view().content.blocks, "settings_erase_team", { value: id });
  await cat.clickButton(cat.view(), ERASE);
  expect(JSON.stringify(cat.view().content)).toContain("Only people in the team's channel can do this.");
  expect((await teamOf(s.app.store, "C0SECRET")).id).toBe(id);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  ["archived", { archived: true }],
  ["shared with another organisation", { externallyShared: true }],
  ["without Ourcome", { members: ["U0ANA", "U0BEN"] }],
])("lets channel members erase the record from Home when the channel is %s", async (_, change) => {
  await using s = await stage();
  await placeBet(s, SENTENCE);
  await setUpTeam(s, "C0OTHER");
  const { id } = await teamOf(s.app.store);
  s.slack.change(CHANNEL, change);
  await s.wait({ minutes: 2 });

  const dev = s.slack.as("U0DEV");
  await dev.command("C0OTHER", "/outcomes", "settings");
  forge(dev.view().content.blocks, "settings_erase_team", { value: id });
  await dev.clickButton(dev.view(), ERASE);
  expect(JSON.stringify(dev.view().content)).toContain("Only people in the team's channel can do this.");

  const ana = s.slack.as("U0ANA");
  await ana.openHome();
  const home = () => {
    const view = ana.home();
    if (!view) throw new Error("There is no Home.");
    return view;
  };
  expect(JSON.stringify(home().content)).toContain("The team's record is kept.");
  await ana.clickButton(home(), ERASE);
  expect((await ana.submit({ team_name: "other" })).errors).toEqual({
    team_name: expect.stringContaining("This is not the name of the team"),
  });
  await ana.submit({ team_name: "growth" });
  expect(JSON.stringify(ana.view().content)).toContain("Nothing of growth is on record any more.");
  expect(JSON.stringify(home().content)).not.toContain("growth");
  expect(await s.app.store.teams.find("T0SANDBOX", id)).toBeUndefined();
  expect(s.slack.problems).toEqual([]);
});

test("erases nothing if the form is forged for another team", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await setUpTeam(s, "C0SECRET");
  const { id } = await teamOf(s.app.store, "C0SECRET");
  const cat = await openForm(s, "U0CAT");
  Object.assign(cat.view().content, { private_metadata: JSON.stringify({ team: id }) });
  expect((await cat.submit({ team_name: "secret" })).errors).toEqual({
    team_name: expect.stringContaining("Only people in the team's channel can do this."),
  });
  expect((await teamOf(s.app.store, "C0SECRET")).name).toBe("secret");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
