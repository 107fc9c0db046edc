import { expect, test } from "vitest";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { fakeSources } from "#tests/support/fake-sources.ts";
import { setUpTeam } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { openHome } from "#tests/slack/surfaces/home/open-home.ts";

const CHANNEL = "C0GROWTH";
const TEAMS = { metric: "Weekly active teams", baseline: "50", target: "100", current: "61" };
const morning = (day: string) => Temporal.ZonedDateTime.from(`${day}T11:00[Europe/Berlin]`).toInstant();
const until = async (s: Stage, day: string) => s.wait(s.now().until(morning(day)));
const shown = (s: Stage) => JSON.stringify(s.slack.as("U0ANA").view().content).replaceAll("\u00a0", " ");

/** A key result whose value comes from `teams`, with the list of goals open. */
async function sourced() {
  const fake = fakeSources({ teams: { value: 64 } });
  const s = await stage({ sources: fake.sources });
  await setUpTeam(s);
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/outcomes", "goals");
  await ana.clickButton(ana.view(), "Add an objective");
  await ana.submit({ title: "Double weekly active teams" });
  await ana.clickButton(ana.view(), "Add a key result");
  const added = await ana.submit({ ...TEAMS, source: "teams: teams of the shop" });
  expect(added.errors).toEqual({});
  await ana.closeView();
  const goals = async () => {
    await ana.command(CHANNEL, "/outcomes", "goals");
    return ana.view();
  };
  return { s, fake, ana, goals };
}

test("the goals show a source's number, one tap accepts it, and then it shows no more", async () => {
  const { s, fake, ana, goals } = await sourced();
  await using _ = s;
  await until(s, "2026-11-03");
  expect(fake.asked).toEqual(["teams 2026-11-03"]);
  await goals();
  expect(shown(s)).toContain("teams says 64 on Tue 3 Nov.");
  await ana.clickButton(ana.view(), "Use 64");
  expect(shown(s)).toContain("Weekly active teams: 64 of 100, from 50 (28 % of the way)");
  expect(shown(s)).not.toContain("teams says");
  expect(await s.texts()).toHaveLength(1);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("the form of a value has the number filled in, and another can be entered", async () => {
  const { s, ana, goals } = await sourced();
  await using _ = s;
  await until(s, "2026-11-03");
  await goals();
  await ana.clickButton(ana.view(), "Record a value");
  expect(shown(s)).toContain("From teams, Tue 3 Nov.");
  expect(ana.view().values["current"]?.["current"]).toMatchObject({ value: "64" });
  await ana.submit({ current: "65" });
  expect(shown(s)).toContain("65 of 100");
});

test("a number that was replaced since is not recorded", async () => {
  const { s, fake, ana, goals } = await sourced();
  await using _ = s;
  await until(s, "2026-11-03");
  await goals();
  fake.set("teams", { value: 70 });
  await until(s, "2026-11-04");
  await ana.clickButton(ana.view(), ACTIONS.useKeyResultValue);
  expect(shown(s)).toContain("The number has changed meanwhile, so nothing was saved.");
  expect(shown(s)).toContain("teams says 70 on Wed 4 Nov.");
  expect(shown(s)).toContain("61 of 100");
});

test("only key results of running goals are asked for", async () => {
  const { s, fake, ana, goals } = await sourced();
  await using _ = s;
  await goals();
  await ana.clickButton(ana.view(), "Close");
  await ana.closeView();
  await until(s, "2026-11-03");
  expect(fake.asked).toEqual([]);
  await goals();
  await ana.clickButton(ana.view(), "Reopen");
  await ana.closeView();
  await until(s, "2026-11-04");
  expect(fake.asked).toEqual(["teams 2026-11-04"]);
  await until(s, "2027-01-05");
  await until(s, "2027-01-06");
  expect(fake.asked).toHaveLength(1);
});

test("one that fails for three days shows in the goals and on Home, and the thread of no bet", async () => {
  const { s, fake, goals } = await sourced();
  await using _ = s;
  fake.set("teams", "unreachable");
  for (const day of ["2026-11-03", "2026-11-04", "2026-11-05"]) await until(s, day);
  await goals();
  expect(shown(s)).toContain("teams gives no number: it cannot be reached. Whoever runs Ourcome can fix it.");
  const { text } = await openHome(s);
  expect(text()).toContain("teams (Weekly active teams), since Tue 3 Nov: it cannot be reached.");
  expect(await s.texts()).toHaveLength(1);
});

test("editing a key result keeps its source, changes it, or takes it away", async () => {
  const { s, fake, ana, goals } = await sourced();
  await using _ = s;
  fake.remove("teams");
  await goals();
  await ana.clickButton(ana.view(), ACTIONS.editKeyResult);
  expect(shown(s)).toContain("teams (not defined any more)");
  expect((await ana.submit({ target: "120" })).errors).toEqual({});
  await until(s, "2026-11-03");
  expect(fake.asked).toEqual(["teams 2026-11-03"]);
  await ana.clickButton(ana.view(), ACTIONS.editKeyResult);
  expect((await ana.submit({ source: "We enter it ourselves" })).errors).toEqual({});
  await until(s, "2026-11-04");
  expect(fake.asked).toHaveLength(1);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
