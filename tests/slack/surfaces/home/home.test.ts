import { expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { homeView } from "#slack/surfaces/home/home-view.ts";
import { placedElements } from "#sandbox/slack/state/blocks.ts";
import { addBet, addStep, addTeam, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { stage } from "#tests/support/stage.ts";
import { openHome, shown } from "./open-home.ts";

test("Home without teams says what Ourcome is and what to do first", async () => {
  await using s = await stage();
  const { text } = await openHome(s);
  for (const words of ["own our outcomes together", "/invite @Ourcome", "/bet", "no people on record"])
    expect(text()).toContain(words);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("Home says so if Slack does not answer in time, instead of showing no teams", () => {
  const nothing = { teams: [], waiting: [], shown: undefined, latest: new Map<string, never>() };
  const view = homeView(nothing, { unconfirmed: 1, unavailable: [], links: new Map(), isChosen: false });
  expect(shown(view)).toContain("Slack did not say in time");
  expect(shown(view)).not.toContain("/invite");
});

test.each([
  ["U0GUS", "Guests cannot place, settle or vote, and see no bets here."],
  ["U0OUT", "to the members of its own workspace only."],
])("tells %s that Home is not for them", async (user, words) => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const { text } = await openHome(s, user);
  expect(text()).toContain(words);
  expect(text()).not.toContain("Checklist");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("Home shows what waits in all teams first, each with one button, then the open bets of one team", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await setUpTeam(s, "C0OTHER");
  await writeDatabase(file.path, async (store) => {
    const growth = await teamOf(store);
    const bet = await addBet(store, growth, { number: 1, title: "Later", reviewOn: "2026-12-20" });
    await addBet(store, growth, { number: 2, title: "Sooner", reviewOn: "2026-10-20" });
    await addBet(store, await teamOf(store, "C0OTHER"), { number: 1, title: "Elsewhere" });
    await addStep(store, bet, { text: "Ask support", due: "2026-10-30" });
    await addStep(store, bet, { text: "Ask sales", due: "2026-11-03" });
    const reading = {
      value: 34,
      takenOn: Temporal.PlainDate.from("2026-11-01"),
      evidence: "anecdote",
    } as const;
    await store.readings.add(growth.workspace, bet.id, "r1", reading, s.now());
  });
  await s.slack.sendEvent({ type: "app_home_opened", user: "U0ANA", channel: "D1", tab: "messages" });
  expect(s.slack.as("U0ANA").home()).toBeUndefined();

  const { lines } = await openHome(s);
  expect(lines()).toEqual([
    "2 things need you",
    "growth · #2 Sooner: final reading due since Tue 20 Oct [Settle]",
    "growth · Ask support: due since Fri 30 Oct [Done]",
    "growth ▾ [Place a bet] [This week] [Goals] [Learnings] …",
    "growth · 2 open bets",
    "#2 Sooner / Activation from 32 % to 40 % · up for review since Tue 20 Oct [Open]",
    "#1 Later / Activation 34 %, target 40 % · 25 % of the way · review Sun 20 Dec [Open]",
    "[All bets]",
    "Only you see this page. Ourcome has no people on record.",
  ]);
  const ben = await openHome(s, "U0BEN");
  expect(ben.lines().slice(0, 4)).toEqual([
    "2 things need you",
    "#2 Sooner: final reading due since Tue 20 Oct [Settle]",
    "Ask support: due since Fri 30 Oct [Done]",
    "[Place a bet] [This week] [Goals] [Learnings] …",
  ]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("where nothing waits and nothing is open, Home is one calm line and the way to everything", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const { lines } = await openHome(s);
  expect(lines()).toEqual([
    "Nothing needs you right now.",
    "[Place a bet] [This week] [Goals] [Learnings] …",
    "[All bets]",
    "Only you see this page. Ourcome has no people on record.",
  ]);
});

test("placing, opening, reading and settling a bet from Home updates Home", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const { person, home, text } = await openHome(s);
  await person.clickButton(home(), "Place a bet");
  await person.submit({
    title: "Checklist",
    metric: "activation",
    baseline: "32%",
    target: "40%",
    chosen: "we-chose",
  });
  expect(text()).toContain("#1 Checklist");
  expect((await s.texts()).at(-1)).toContain("Bet #1 · Checklist");

  await person.clickButton(home(), "Open");
  await person.clickButton(person.view(), "Take a reading");
  expect(person.views()).toHaveLength(1);
  await person.submit({ value: "34.5" });
  expect(person.views()).toEqual([]);
  expect(text()).toContain("Activation 34.5 %, target 40 % · 31 % of the way");
  await person.clickButton(home(), "Open");
  expect(shown(person.view().content)).toContain("now 34.5 %");
  await person.clickButton(person.view(), "Settle");
  await person.submit({ value: "41" });
  expect(text()).toContain("provisional verdict: hit");

  await person.choose(home(), "home_more", "Settings");
  await person.submit({ name: "Growth & Co" });
  expect(text()).toContain("Growth & Co");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("every button on Home has its own name for a screen reader, in several teams with the same numbers too", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await setUpTeam(s, "C0OTHER");
  await writeDatabase(file.path, async (store) => {
    for (const channel of ["C0GROWTH", "C0OTHER"]) {
      const team = await teamOf(store, channel);
      for (const number of [1, 2]) {
        const bet = await addBet(store, team, { number, reviewOn: "2026-10-20" });
        await addStep(store, bet, { id: `${bet.id}-step`, text: `Ask about ${number}`, due: "2026-10-30" });
      }
    }
  });
  const { home } = await openHome(s);
  const names = placedElements(home().content.blocks)
    .filter(({ element }) => element.type === "button")
    .map(({ element }) => element["accessibility_label"] ?? element.text?.text);
  expect(names).toHaveLength(8 + 4 + 2 + 1);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  [1, 15],
  [4, 15],
  [15, 15],
  [30, 2],
])("fits %d teams with %d long bets each, and says how many more there are", async (teams, bets) => {
  using file = databaseFile();
  const names = Array.from({ length: teams }, (_, n) => `team-${n}`);
  await writeDatabase(file.path, (store) =>
    store.transaction(async (tx) => {
      const ledger = { ...store, ...tx };
      for (const name of names) {
        const team = await addTeam(ledger, `C${name}`, name);
        for (let number = 1; number <= bets; number += 1)
          await addBet(ledger, team, { number, title: "x".repeat(150), metric: "y".repeat(80) });
      }
    }),
  );
  const channels = names.map((name) => ({ id: `C${name}`, name, members: ["U0ANA", BOT] }));
  await using s = await stage({ database: file.path, channels });
  const { home, text } = await openHome(s);
  expect(home().content.blocks.length).toBeLessThan(30);
  expect(text()).toContain(bets > 10 ? `and ${bets - 10} more` : "2 open bets");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
