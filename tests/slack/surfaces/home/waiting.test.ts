import { expect, test } from "vitest";
import { final } from "#tests/support/facts.ts";
import { addBet, addStep, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, setUpTeam, settleBet } from "#tests/support/moves.ts";
import { retroOf } from "#tests/support/retros.ts";
import { stage } from "#tests/support/stage.ts";
import { linesOf, openHome, shown } from "./open-home.ts";

test("Home shows eight things that wait, and a button opens all of them, where they can be done", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const team = await teamOf(store);
    for (let number = 1; number <= 7; number += 1)
      await addBet(store, team, { number, reviewOn: `2026-10-${20 + number}` });
    const bet = await addBet(store, team, { number: 8, reviewOn: "2026-12-20" });
    for (const text of ["first", "second", "third", "fourth"])
      await addStep(store, bet, { text, due: "2026-10-30" });
  });
  const { person, home, lines } = await openHome(s);
  expect(lines().slice(0, 10)).toEqual([
    "11 things need you",
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => expect.stringContaining(`#${n} Idea ${n}: final reading due`)),
    expect.stringContaining("[Done]"),
    "and 3 more [Show all]",
  ]);

  await person.clickButton(home(), "Show all");
  expect(linesOf(person.view())).toHaveLength(11);
  await person.clickButton(person.view(), "Done");
  expect(linesOf(person.view())).toHaveLength(11);
  expect(linesOf(person.view())[0]).toMatch(/^Marked as done: “.+”\. \[Undo\]$/);
  expect(lines()[0]).toBe("10 things need you");
  await person.clickButton(person.view(), "Undo");
  expect(linesOf(person.view())[0]).toMatch(/^Open again: /);
  expect(lines()[0]).toBe("11 things need you");

  await person.clickButton(person.view(), "Settle");
  expect(person.views()).toHaveLength(1);
  await person.submit({ value: "41" });
  expect(person.views()).toEqual([]);
  expect(lines()[0]).toBe("10 things need you");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a step that is done on Home leaves it, and can be opened again from there", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 1 });
    await addStep(store, bet, { text: "Ask support", due: "2026-11-02" });
  });
  const { person, home, lines } = await openHome(s);
  expect(lines().slice(0, 2)).toEqual(["One thing needs you", "Ask support: due today [Done]"]);
  const before = structuredClone(home().content);
  await person.clickButton(home(), "Done");
  expect(person.views()).toEqual([]);
  expect(lines().slice(0, 2)).toEqual([
    "Marked as done: “Ask support”. [Undo]",
    "Nothing needs you right now.",
  ]);
  await person.clickButton(home(), "Undo");
  expect(lines().slice(0, 3)).toEqual([
    "Open again: “Ask support”.",
    "One thing needs you",
    "Ask support: due today [Done]",
  ]);
  await person.clickButton(home(), "Done");
  Object.assign(home().content, before);
  await person.clickButton(home(), "Done");
  expect(lines()[0]).toContain("done");
  expect(lines()[1]).toBe("Nothing needs you right now.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a verdict is confirmed or disputed from Home; it does not wait for the settler, and a second click is answered", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const ana = await openHome(s);
  await ana.person.clickButton(ana.home(), "Open");
  await ana.person.clickButton(ana.person.view(), "Settle");
  await ana.person.submit({ value: "41" });
  expect(ana.lines()[0]).toBe("Nothing needs you right now.");
  await ana.person.clickButton(ana.home(), "Open");
  await ana.person.clickButton(ana.person.view(), "Looks right");
  expect(shown(ana.person.view().content)).toContain("it takes somebody else on the team to find it right");
  await ana.person.closeView();
  await ana.person.clickButton(ana.home(), "Open");
  await ana.person.clickButton(ana.person.view(), "Dispute");
  await ana.person.submit({ reason: "We left the test accounts in" });
  expect(ana.text()).not.toContain("provisional verdict");
  await ana.person.clickButton(ana.home(), "Open");
  await ana.person.clickButton(ana.person.view(), "Settle");
  await ana.person.submit({ value: "39" });

  const ben = await openHome(s, "U0BEN");
  expect(ben.lines().slice(0, 2)).toEqual([
    "One thing needs you",
    "#1 Checklist: part-way, 88 % of the way; final on Tue 3 Nov [Looks right]",
  ]);
  const before = structuredClone(ben.home().content);
  await ben.person.clickButton(ben.home(), "Looks right");
  expect(shown(ben.person.view().content)).toContain(
    "The verdict is final. Its retro is open in the bet's thread.",
  );
  expect(ben.lines().slice(0, 2)).toEqual([
    "One thing needs you",
    "#1 Checklist: retro open until Wed 4 Nov [Open the retro]",
  ]);
  expect((await retroOf(s)).retro.text).toContain("The retro is open until ");
  await ben.person.closeView();
  Object.assign(ben.home().content, before);
  await ben.person.clickButton(ben.home(), "Looks right");
  expect(shown(ben.person.view().content)).toContain("This verdict on bet #1 is no longer open.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("an open retro on Home leads to its message", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "41");
  const { person, home, text } = await openHome(s);
  const { retro } = await retroOf(s);
  expect(retro.text).toContain("The retro is open until ");
  expect(text()).toContain(s.slack.permalink("C0GROWTH", retro.ts));
  await person.clickButton(home(), "Open the retro");
  expect(person.views()).toEqual([]);
  await s.wait({ hours: 49 });
  await person.openHome();
  expect(text()).not.toContain("retro open");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("an open retro without a link, because its message is not in the channel yet, opens as a view", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const {
      id: bet,
      workspace,
      team,
    } = await addBet(store, await teamOf(store), {
      number: 1,
      ...final(41, "2026-11-02T09:00:00Z"),
    });
    const openedAt = s.now();
    await store.retros.add({
      id: "r",
      workspace,
      team,
      bet,
      openedAt,
      closesAt: openedAt.add({ hours: 48 }),
    });
  });
  const { person, home } = await openHome(s);
  await person.clickButton(home(), "Open the retro");
  expect(shown(person.view().content)).toContain("What had a part in how it came out");
  await person.closeView();
  await s.wait({ hours: 49 });
  await person.clickButton(home(), "Open the retro");
  expect(shown(person.view().content)).toContain("What we take from bet #1");
  expect(shown(person.view().content)).toContain("You can reopen it until ");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("Home shows an open pulse until it is answered, and takes its answers", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "41");
  await s.wait({ hours: 48 });
  const { person, home, text } = await openHome(s);
  expect(text()).toContain("How are we? Four taps, open until Sat 7 Nov");
  const ben = await openHome(s, "U0BEN");
  await ben.person.clickButton(ben.home(), "Answer");
  for (const question of [1, 2, 3, 4]) await ben.person.clickButton(ben.person.view(), "pulse_4", question);
  expect(ben.text()).not.toContain("How are we?");
  await person.clickButton(home(), "Answer");
  expect(shown(person.view().content)).toContain("· 1 has answered");
  await person.clickButton(person.view(), "pulse_4");
  expect(shown(person.view().content)).toContain("4 (mostly) for purpose is in; you can change it until ");
  await person.clickButton(person.view(), "pulse_2", 2);
  expect(shown(person.view().content)).toContain("2 (a little) for mastery is in");
  expect(shown(person.view().content)).toContain("· 2 have answered");
  expect((await s.texts()).at(-1)).toContain("· 2 have answered");
  expect(text()).toContain("How are we? Four taps");

  await s.wait({ days: 3 });
  await person.clickButton(person.view(), "pulse_5");
  expect(shown(person.view().content)).toContain("This pulse is closed");
  await person.closeView();
  await person.openHome();
  expect(text()).not.toContain("How are we?");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
