import { expect, test } from "vitest";
import { BOT } from "#sandbox/sandbox.ts";
import { homeView } from "#slack/surfaces/home/home-view.ts";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import {
  addBet,
  addLearning,
  addStep,
  addTeam,
  ledgerFile,
  teamOf,
  writeLedger,
} from "#tests/support/ledger.ts";
import { forge } from "#tests/support/forge.ts";
import { placeBet, setUpTeam, settleBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const shown = (content: unknown): string => JSON.stringify(content).replaceAll("\u00a0", " ");

async function openHome(s: Stage, user = "U0ANA") {
  const person = s.slack.as(user);
  await person.openHome();
  const home = () => {
    const view = person.home();
    if (!view) throw new Error("There is no Home.");
    return view;
  };
  return { person, home, text: () => shown(home().content) };
}

test("Home without teams says what Ourcome is and what to do first", async () => {
  await using s = await stage();
  const { text } = await openHome(s);
  for (const words of ["own our outcomes together", "/invite @Ourcome", "/bet", "no people on record"])
    expect(text()).toContain(words);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("Home says so if Slack does not answer in time, instead of showing no teams", () => {
  expect(shown(homeView([], 1))).toContain("Slack did not say in time");
  expect(shown(homeView([], 1))).not.toContain("/invite");
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

test("Home shows what is due and open in each of the viewer's teams; opening the Messages tab renders nothing", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await setUpTeam(s, "C0OTHER");
  await writeLedger(file.path, async (store) => {
    const growth = await teamOf(store);
    const bet = await addBet(store, growth, { number: 1, title: "Later", reviewOn: "2026-12-20" });
    await addBet(store, growth, { number: 2, title: "Sooner", reviewOn: "2026-10-20" });
    await addBet(store, await teamOf(store, "C0OTHER"), { number: 1, title: "Elsewhere" });
    await addStep(store, bet, { text: "Ask support", due: "2026-10-30" });
    const { workspace, id: team } = growth;
    const day = (text: string) => Temporal.PlainDate.from(text);
    const objective = {
      id: "o1",
      workspace,
      team,
      title: "Grow",
      from: day("2026-10-01"),
      until: day("2026-12-31"),
    };
    await store.goals.saveObjective({ ...objective, state: "open" }, s.now());
    await store.goals.saveKeyResult(
      {
        id: "k1",
        workspace,
        objective: "o1",
        metric: "weekly teams",
        unit: "",
        baseline: 50,
        target: 100,
        current: 61,
      },
      s.now(),
    );
  });
  await s.slack.sendEvent({ type: "app_home_opened", user: "U0ANA", channel: "D1", tab: "messages" });
  expect(s.slack.as("U0ANA").home()).toBeUndefined();

  const { text } = await openHome(s);
  expect(text()).toContain("1 bet waits for us, 1 more is open.");
  expect(text()).toContain("Weekly teams: 61 of 100, from 50");
  expect(text()).toContain("1 next step is open, 1 past its date.");
  expect(text().indexOf("Sooner")).toBeLessThan(text().indexOf("Later"));
  expect(text()).toContain("Elsewhere");
  const ben = await openHome(s, "U0BEN");
  expect(ben.text()).toContain("Sooner");
  expect(ben.text()).not.toContain("Elsewhere");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("placing, reading and settling a bet from Home updates Home", async () => {
  await using s = await stage();
  await setUpTeam(s);
  const { person, home, text } = await openHome(s);
  expect(text()).toContain("No bet is open.");
  await person.clickButton(home(), "Place a bet");
  await person.submit({
    title: "Checklist",
    belief: "We believe it helps",
    metric: "activation",
    baseline: "32%",
    target: "40%",
    chosen: "we-chose",
    alone: "yes",
  });
  expect(text()).toContain("#1 Checklist");
  expect((await s.texts()).at(-1)).toContain("Bet #1 · Checklist");

  await person.clickButton(home(), "Take a reading");
  await person.submit({ value: "34.5" });
  await person.clickButton(home(), "Card");
  expect(shown(person.view().content)).toContain("now 34.5 %");
  await person.closeView();
  await person.clickButton(home(), "Settle");
  await person.submit({ value: "41" });
  expect(text()).toContain("1 bet waits for us, 0 more are open.");
  expect(text()).toContain("provisional verdict: hit");
  expect(text()).not.toContain("Take a reading");

  await person.clickButton(home(), "Settings");
  await person.submit({ name: "Growth & Co" });
  expect(text()).toContain("Growth & Co");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a verdict is confirmed or disputed from Home; the settler cannot confirm it, and a second click is answered", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = await openHome(s);
  await ana.person.clickButton(ana.home(), "Settle");
  await ana.person.submit({ value: "41" });
  await ana.person.clickButton(ana.home(), "Looks right");
  expect(shown(ana.person.view().content)).toContain("it takes somebody else on the team to find it right");
  await ana.person.closeView();
  await ana.person.clickButton(ana.home(), "Dispute");
  await ana.person.submit({ reason: "We left the test accounts in" });
  expect(ana.text()).toContain("Take a reading");
  await ana.person.clickButton(ana.home(), "Settle");
  await ana.person.submit({ value: "39" });

  const ben = await openHome(s, "U0BEN");
  const seen = ben.home();
  const before = structuredClone(seen.content);
  await ben.person.clickButton(seen, "Looks right");
  expect(shown(ben.person.view().content)).toContain(
    "The verdict is final. Its retro is open in the bet's thread.",
  );
  expect(ben.text()).toContain("No bet is open.");
  expect((await s.texts()).join()).toContain("The retro is open until");
  await ben.person.closeView();
  Object.assign(ben.home().content, before);
  await ben.person.clickButton(ben.home(), "Looks right");
  expect(shown(ben.person.view().content)).toContain("This verdict on bet #1 is no longer open.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("Home shows an open pulse and takes its answers", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "41");
  await s.wait({ hours: 48 });
  const { person, home, text } = await openHome(s);
  expect(text()).toContain("How are we? Our pulse is open until ");
  await person.clickButton(home(), "How are we?");
  expect(shown(person.view().content)).toContain("· 0 have answered");
  await person.clickButton(person.view(), "pulse_4");
  expect(shown(person.view().content)).toContain("4 (mostly) for purpose is in; you can change it until ");
  await person.clickButton(person.view(), "pulse_2", 2);
  expect(shown(person.view().content)).toContain("2 (a little) for mastery is in");
  expect(shown(person.view().content)).toContain("· 1 has answered");
  expect((await s.texts()).at(-1)).toContain("· 1 has answered");

  await s.wait({ days: 3 });
  await person.clickButton(person.view(), "pulse_5");
  expect(shown(person.view().content)).toContain("This pulse is closed");
  await person.closeView();
  await person.openHome();
  expect(text()).not.toContain("How are we?");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("opens the answers of the commands as modals from Home", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeLedger(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 1, title: "Checklist" });
    await addLearning(store, bet, { text: "Ask support first" });
    await addStep(store, bet, { text: "Interview five" });
  });
  const { person, home, text } = await openHome(s);
  const opened = async (button: string) => {
    await person.clickButton(home(), button);
    return shown(person.view().content);
  };
  expect(await opened("All bets")).toContain("#1 Checklist");
  expect(await opened("Goals")).toContain("Add an objective");
  expect(await opened("The week")).toContain("the last seven days");
  await person.clickButton(person.view(), "Post it to the channel");
  expect(shown(person.view().content)).toContain("Our week is in the channel now.");
  expect((await s.texts()).at(-1)).toContain("growth · ");
  expect(await opened("Learnings")).toContain("Ask support first");
  await opened("Search");
  expect(shown((await person.submit({ words: "CHECK" })).view?.content)).toContain("#1 Checklist");

  expect(await opened("Next steps")).toContain("Interview five");
  expect(text()).toContain("1 next step is open.");
  await person.clickButton(person.view(), "Done");
  expect(shown(person.view().content)).toContain("Marked as done: “Interview five”.");
  expect(text()).not.toContain("next step is open");
  await person.clickButton(person.view(), "Undo");
  expect(shown(person.view().content)).toContain("Open again: “Interview five”.");
  expect(text()).toContain("1 next step is open.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test.each([
  [1, 15],
  [4, 15],
  [15, 15],
  [30, 2],
])("fits %d teams with %d long bets each, and says how many more there are", async (teams, bets) => {
  using file = ledgerFile();
  const names = Array.from({ length: teams }, (_, n) => `team-${n}`);
  await writeLedger(file.path, (store) =>
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
  expect(home().content.blocks.length).toBeGreaterThan(20);
  expect(text()).toMatch(/and \d+ more/);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("answers buttons, forms and shortcuts of an older version", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const { person, home } = await openHome(s);
  const older = "This is from an older version of Ourcome";

  forge(home().content.blocks, ACTIONS.openBets, { action_id: "of_old" });
  await person.clickButton(home(), "of_old");
  expect(shown(person.view().content)).toContain(older);
  await person.closeView();

  await person.command("C0GROWTH", "/bet", "1");
  const card = person.ephemerals().at(-1);
  forge(card?.blocks ?? [], ACTIONS.takeReading, { action_id: "of_old" });
  await person.clickButton({ channel: "C0GROWTH", ts: card?.ts ?? "" }, "of_old");
  expect(s.shownTo("U0ANA").at(-1)).toContain(older);

  await person.command("C0GROWTH", "/bet");
  await person.fill(person.view(), {
    title: "Tour",
    belief: "b",
    metric: "m",
    baseline: "1",
    target: "2",
    chosen: "we-chose",
    alone: "yes",
  });
  Object.assign(person.view().content, { callback_id: "of_old" });
  const { sent, errors, view } = await person.submit();
  expect([sent, errors]).toEqual([true, {}]);
  expect(shown(view?.content)).toContain("Nothing was saved. What was typed is still in the form");
  await person.closeView();
  expect(person.view().values["title"]?.["title"]).toMatchObject({ value: "Tour" });

  const message = await person.say("C0GROWTH", "hello");
  await person.shortcut("of_old", message);
  expect(shown(person.view().content)).toContain(older);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
