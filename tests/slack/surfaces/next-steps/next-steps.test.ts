import { expect, test } from "vitest";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { addBet, addStep, ledgerFile, teamOf, writeLedger } from "#tests/support/ledger.ts";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

async function withSteps(s: Stage, path: string): Promise<void> {
  await setUpTeam(s);
  await writeLedger(path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 12, title: "Checklist" });
    await addStep(store, bet, { text: "Ask support", due: "2026-11-10" });
    await addStep(store, bet, { text: "Interview five people", due: "2026-10-30", timesCarriedOver: 1 });
  });
}

async function listIn(s: Stage, user = "U0ANA") {
  const person = s.slack.as(user);
  await person.command("C0GROWTH", "/outcomes", "steps");
  const place = () => ({ channel: "C0GROWTH", ts: person.ephemerals().at(-1)?.ts ?? "" });
  return { person, place, text: () => s.shownTo(user).at(-1) };
}

test("lists open steps by due date, and marks them done, drops and reopens them in place", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await withSteps(s, file.path);
  const { person, place, text } = await listIn(s);
  const openLines = [
    "Our next steps, the one due first in front",
    "Interview five people · was due Fri 30 Oct · carried over once · from #12 Checklist",
    "Ask support · due Tue 10 Nov · from #12 Checklist",
  ];
  expect(text()?.split("\n")).toEqual(openLines);

  await person.clickButton(place(), ACTIONS.stepDone);
  expect(text()?.split("\n")).toEqual([
    "Marked as done: “Interview five people”.",
    openLines[0],
    openLines[2],
  ]);
  expect(person.ephemerals()).toHaveLength(1);
  await person.clickButton(place(), "Undo");
  expect(text()?.split("\n")).toEqual(["Open again: “Interview five people”.", ...openLines]);
  await person.clickButton(place(), "Drop");
  await person.clickButton(place(), "Done");
  expect(text()?.split("\n")[0]).toBe("Marked as done: “Ask support”.");
  expect(text()).toContain("No next step is open.");
  await person.clickButton(place(), "Undo");
  expect(text()?.split("\n")).toEqual(["Open again: “Ask support”.", openLines[0], openLines[2]]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("says if somebody else has marked a step meanwhile, and updates the list", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await withSteps(s, file.path);
  const ana = await listIn(s);
  const ben = await listIn(s, "U0BEN");
  await ana.person.clickButton(ana.place(), "Done");
  await ben.person.clickButton(ben.place(), "Drop");
  expect(ben.text()).toContain("Somebody marked this next step as done meanwhile. Nothing was changed.");
  expect(ben.text()).not.toContain("Interview");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("says where steps come from if none is open, and fits 40 steps and a long one in a message", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  expect((await listIn(s)).text()).toContain(
    "No next step is open. The retro of a settled bet takes next steps",
  );
  await writeLedger(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 1 });
    for (let n = 0; n < 40; n += 1) await addStep(store, bet, { id: `step-${n}`, text: `Step ${n}` });
    await addStep(store, bet, { id: "long", text: "<".repeat(500), due: "2026-10-01" });
  });
  const { person, place, text } = await listIn(s);
  expect(text()).toContain("more, which move up as these are done or dropped.");
  await person.clickButton(place(), "Done");
  expect(text()).toContain("and 20 more");
  await person.clickButton(place(), "Done", 20);
  expect(text()).toContain("and 19 more");
  await person.clickButton(place(), "Undo");
  expect(person.ephemerals().at(-1)?.text).not.toMatch(/…$/);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("asks if a step is still worth it after three digests carried it over, and again after three more", async () => {
  using file = ledgerFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeLedger(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 12, title: "Checklist" });
    await addStep(store, bet, { text: "Interview five people", due: "2026-10-30", timesCarriedOver: 2 });
  });
  const ben = await listIn(s, "U0BEN");
  expect(ben.text()).toMatch(/carried over twice · from/);
  await s.wait({ days: 4, hours: 6 });
  expect((await s.texts()).at(-1)).toContain(
    "• Interview five people (was due Fri 30 Oct, carried over 3 times, still worth it? /outcomes steps)",
  );
  const ana = await listIn(s);
  expect(ana.text()).toContain("was due Fri 30 Oct · carried over 3 times · still worth it? · from #12");
  const benAgain = await listIn(s, "U0BEN");
  for (const list of [ana, benAgain]) {
    await list.person.clickButton(list.place(), "Keep it");
    expect(list.text()?.split("\n")).toEqual([
      "Kept: “Interview five people”. We ask again when three more digests have carried it over.",
      "Our next steps, the one due first in front",
      "Interview five people · was due Fri 30 Oct · from #12 Checklist",
    ]);
  }
  await s.wait({ days: 7 });
  expect((await s.texts()).at(-1)).toContain("(was due Fri 30 Oct, carried over once)");

  for (let week = 0; week < 2; week += 1) await s.wait({ days: 7 });
  const again = await listIn(s);
  const late = await listIn(s, "U0BEN");
  await again.person.clickButton(again.place(), "Drop it");
  expect(again.text()).toContain("Dropped: “Interview five people”.");
  await late.person.clickButton(late.place(), "Keep it");
  expect(late.text()).toContain("Somebody dropped this next step meanwhile. Nothing was changed.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("the whole retro says so when one of its steps is done later", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 20 Dec");
  await settleBet(s, 1, "37");
  const ana = s.slack.as("U0ANA");
  await ana.clickButton((await retroOf(s)).retro, "Add a next step");
  await ana.submit({ text: "Interview five people" });
  await s.wait({ hours: 48 });
  expect(await wholeRetro(s)).toMatch(/• Interview five people \(due/);
  const { person, place } = await listIn(s);
  await person.clickButton(place(), "Done");
  expect(await wholeRetro(s)).toContain("• Interview five people (done)");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
