import { expect, test } from "vitest";
import { numbersOf } from "#tests/support/numbers.ts";
import { type Stage, stage } from "#tests/support/stage.ts";
import { settleBet, setUpTeam, toggleMore } from "#tests/support/moves.ts";

const TEAMS = { metric: "Weekly active teams", baseline: "50", target: "100", current: "61" };

const openGoals = async (s: Stage, user = "U0ANA") => {
  const person = s.slack.as(user);
  await person.command("C0GROWTH", "/outcomes", "goals");
  return person;
};

/** The text of the top view. */
const words = (s: Stage, user = "U0ANA") =>
  JSON.stringify(s.slack.as(user).view().content.blocks).replaceAll("\u00a0", " ");

const click = (s: Stage, which: string, n = 1, user = "U0ANA") => {
  const person = s.slack.as(user);
  return person.clickButton(person.view(), which, n);
};

async function addObjective(s: Stage, title: string) {
  await click(s, "Add an objective");
  return s.slack.as("U0ANA").submit({ title });
}

async function addKeyResult(s: Stage, entries: Readonly<Record<string, string>> = TEAMS) {
  await click(s, "Add a key result");
  return s.slack.as("U0ANA").submit(entries);
}

const stageWithGoal = async () => {
  const s = await stage();
  await setUpTeam(s);
  await openGoals(s);
  await addObjective(s, "Double weekly active teams");
  await addKeyResult(s);
  return s;
};

test("explains goals if there is none, and updates the list after each step", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = await openGoals(s);
  expect(words(s)).toContain("An objective says what we want to be true at the end of a period");

  await addObjective(s, "Double weekly active teams");
  expect(ana.views()).toHaveLength(1);
  expect(words(s)).toContain("Double weekly active teams");
  expect(words(s)).toContain(" · Q4 2026");
  expect(words(s)).toContain("No key result yet.");

  await addKeyResult(s);
  expect(words(s)).toContain("Weekly active teams: 61 of 100, from 50 (22 % of the way)");
  await click(s, "Record a value");
  await ana.submit({ current: "75" });
  expect(words(s)).toContain("Weekly active teams: 75 of 100, from 50 (50 % of the way)");
  expect(await s.texts()).toHaveLength(1);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  [{ baseline: "32%", target: "40%", current: "34.5" }, "Churn: 34.5 of 40 %, from 32 % (31 % of the way)"],
  [{ baseline: "5 %", target: "3 %", current: "" }, "Churn: 5 %, from 5 % down to 3 % (0 % of the way)"],
  [{ baseline: "10", target: "20", current: "8" }, "Churn: 8 of 20, from 10 (20 % the wrong way)"],
  [
    { baseline: "10", target: "20", unit: "calls", current: "15 calls" },
    "Churn: 15 of 20 calls, from 10 calls (50 % of the way)",
  ],
  [
    { baseline: "-30 %", target: "-10 %", current: "-20" },
    "Churn: -20 %, from -30 % up to -10 % (50 % of the way)",
  ],
])("renders %j as: %s", async (entries, line) => {
  await using s = await stage();
  await setUpTeam(s);
  await openGoals(s);
  await addObjective(s, "Keep teams");
  await addKeyResult(s, { metric: "Churn", ...entries });
  expect(words(s)).toContain(line);
});

test.each([
  [{ ...TEAMS, baseline: "lots" }, "baseline", "“lots” is not a number we can read"],
  [{ ...TEAMS, target: "1.234" }, "target", "can be read in more than one way"],
  [{ ...TEAMS, current: "about" }, "current", "“about” is not a number we can read"],
  [{ ...TEAMS, target: "50" }, "target", "The target is the same as the baseline"],
  [{ ...TEAMS, baseline: "50 %", target: "100 calls" }, "unit", "do not agree on a unit"],
])("a key result %j shows an error at %s", async (entries, field, reason) => {
  await using s = await stageWithGoal();
  expect((await addKeyResult(s, entries)).errors[field]).toContain(reason);
  expect(s.slack.problems).toEqual([]);
});

test("refuses a value in another unit", async () => {
  await using s = await stageWithGoal();
  await click(s, "Record a value");
  const ana = s.slack.as("U0ANA");
  expect((await ana.submit({ current: "75 %" })).errors["current"]).toContain(
    "This key result is measured in plain numbers, not in %.",
  );
  expect((await ana.submit({ current: "75" })).errors).toEqual({});
});

test("offers the current quarter and refuses a period that ends before it begins", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const ana = await openGoals(s);
  await click(s, "Add an objective");
  expect(ana.view().values["from"]?.["from"]).toMatchObject({ selected_date: "2026-10-01" });
  expect(ana.view().values["until"]?.["until"]).toMatchObject({ selected_date: "2026-12-31" });
  const backwards = await ana.submit({ title: "Grow", from: "2026-12-31", until: "2026-12-31" });
  expect(backwards.errors["until"]).toContain("The period ends before it begins, or on the same day.");
  await ana.submit({ from: "2026-11-01", until: "2026-11-30" });
  expect(words(s)).toContain(" · Sun 1 Nov 2026 to Mon 30 Nov 2026");
  await s.wait({ days: 40 });
  await openGoals(s);
  expect(words(s)).toContain("Mon 30 Nov 2026, which is over");
});

test("a bet shows the objective and the key result that it serves by their present names", async () => {
  await using s = await stageWithGoal();
  const ana = s.slack.as("U0ANA");
  await ana.closeView();
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
  await toggleMore(s);
  await ana.submit({
    chosen: "we-chose",
    key_result: "Double weekly active teams · Weekly active teams",
  });
  const bet = async () => {
    await ana.command("C0GROWTH", "/bet", "1");
    return s.shownTo("U0ANA").at(-1);
  };
  expect(await bet()).toContain("Serves Double weekly active teams · Weekly active teams");

  await openGoals(s);
  await click(s, "Edit", 1);
  await ana.submit({ title: "Be where teams work" });
  expect(await bet()).toContain("Serves Be where teams work · Weekly active teams");
  await click(s, "Edit", 2);
  await ana.submit({ metric: "Teams that came back", unit: "teams" });
  expect(await bet()).toContain("Serves Be where teams work · Teams that came back");
  expect(words(s)).toContain("Teams that came back: 61 of 100 teams, from 50 teams (22 % of the way)");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a key result shows its bets, how much they explain and what is to come; the numbers name the bets", async () => {
  await using s = await stageWithGoal();
  const ana = s.slack.as("U0ANA");
  expect(words(s)).not.toContain("Bets behind it");
  await ana.closeView();
  const place = async (sentence: string) => {
    await ana.command("C0GROWTH", "/bet", sentence);
    await toggleMore(s);
    await ana.submit({
      chosen: "we-chose",
      key_result: "Double weekly active teams · Weekly active teams",
    });
  };
  await place("Checklist lifts weekly active teams from 50 to 60 by 20 Dec");
  await place("Tour lifts weekly active teams from 61 to 70 by 20 Dec");
  await place("Banner lifts upgrades from 4% to 6% by 20 Dec");
  await settleBet(s, 1, "57");

  await openGoals(s);
  expect(words(s)).toContain("Bets behind it: #1 settled; #2, #3 to come");
  expect(words(s)).toContain("Our bets account for 7 of the 11 it has moved, 64 %.");
  await click(s, "Bets behind it");
  const page = words(s);
  for (const line of [
    "Weekly active teams: 61 of 100, from 50 (22 % of the way), 7 behind the pace",
    ": part-way, 70 % of the way (7 of 10). The change is consistent with what we did (before/after).",
    ": Weekly active teams +9 if it hits · open, review on Sun 20 Dec",
    ": Upgrades +2 points if it hits",
    "Together, if they hit: +9.",
    "1 bet is measured in another metric or unit, so it isn't added up.",
  ])
    expect(page).toContain(line);
  await ana.closeView();
  expect(words(s)).toContain("Bets behind it: #1 settled");
  await s.wait({ days: 4, hours: 6 });
  expect((await s.texts()).findLast((text) => text.includes(" · week "))).toContain(
    "Slipping Weekly active teams: 61 of 100, 9 behind the pace",
  );
  expect(await numbersOf(s)).toContain("Weekly active teams: 61 of 100, 9 behind the pace (#1, #2, #3)");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a closed objective takes no changes and can be reopened", async () => {
  await using s = await stageWithGoal();
  const ana = s.slack.as("U0ANA");
  const ben = await openGoals(s, "U0BEN");
  await click(s, "Record a value", 1, "U0BEN");
  await click(s, "Close");
  expect(words(s)).toContain("We have no open objective.");
  expect(words(s)).toContain("Double weekly active teams · Q4 2026");
  expect((await ben.submit({ current: "70" })).errors["current"]).toContain(
    "This objective is closed, so it stays as it is.",
  );

  await click(s, "Reopen");
  expect((await ben.submit({ current: "70" })).errors).toEqual({});
  await openGoals(s);
  expect(words(s)).toContain("70 of 100");
  expect(ana.views()).toHaveLength(1);
  expect(s.slack.problems).toEqual([]);
});

test("says so if there are more goals than a view can show, and keeps them", async () => {
  await using s = await stage();
  await setUpTeam(s);
  await openGoals(s);
  await addObjective(s, "Do everything");
  for (let n = 1; n <= 50; n += 1) await addKeyResult(s, { ...TEAMS, metric: `Metric ${n}` });
  expect(words(s)).toContain("There is no room here for 3 more lines");
  await addObjective(s, "Do more");
  expect(words(s)).toContain("There is no room here for 4 more lines");
  expect(s.slack.problems).toEqual([]);
});

test("shows texts as typed, without pinging anybody", async () => {
  await using s = await stageWithGoal();
  const typed = "<!channel> & <!here> שלום 🎯";
  await addObjective(s, typed);
  await click(s, "Add a key result", 2);
  await s.slack.as("U0ANA").submit({ ...TEAMS, metric: typed });
  expect(words(s)).toContain(typed);
  expect(s.slack.problems).toEqual([]);
});

test("a guest gets the reason instead of the goals", async () => {
  await using s = await stageWithGoal();
  await openGoals(s, "U0GUS");
  expect(words(s, "U0GUS")).toContain("Guests cannot");
  expect(words(s, "U0GUS")).not.toContain("Double weekly active teams");
});
