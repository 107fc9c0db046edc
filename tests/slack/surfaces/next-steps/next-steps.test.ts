import { expect, test } from "vitest";
import { ACTIONS } from "#slack/surfaces/ids.ts";
import { withoutHint } from "#tests/support/hints.ts";
import { addBet, addStep, databaseFile, teamOf, writeDatabase } from "#tests/support/ledger.ts";
import { placeBet, settleBet, setUpTeam } from "#tests/support/moves.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

async function withSteps(s: Stage, path: string): Promise<void> {
  await setUpTeam(s);
  await writeDatabase(path, async (store) => {
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
  using file = databaseFile();
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
  expect(text()?.split("\n")).toEqual([
    "Open again: “Ask support”.",
    openLines[0],
    openLines[2],
    "Dropped in the last four weeks",
    "Interview five people · from #12 Checklist",
  ]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("says if somebody else has marked a step meanwhile, and updates the list", async () => {
  using file = databaseFile();
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
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  expect((await listIn(s)).text()).toContain(
    "No next step is open. The retro of a settled bet takes next steps",
  );
  await writeDatabase(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), { number: 1 });
    for (let n = 0; n < 40; n += 1) await addStep(store, bet, { id: `step-${n}`, text: `Step ${n}` });
    await addStep(store, bet, { id: "long", text: "<".repeat(500), due: "2026-10-01" });
  });
  const { person, place, text } = await listIn(s);
  expect(text()).toContain("more, which move up as these are done or dropped.");
  await person.clickButton(place(), "Done");
  expect(text()).toContain("and 25 more");
  await person.clickButton(place(), "Done", 15);
  expect(text()).toContain("and 24 more");
  await person.clickButton(place(), "Undo");
  expect(person.ephemerals().at(-1)?.text).not.toMatch(/…$/);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

/** A team with a step that two digests have carried over in silence; the next comes in four days. */
async function withDoubtfulStep(s: Stage, path: string): Promise<void> {
  await setUpTeam(s);
  await writeDatabase(path, async (store) => {
    const bet = await addBet(store, await teamOf(store), {
      number: 12,
      title: "Checklist",
      reviewOn: "2027-09-01",
    });
    await addStep(store, bet, { text: "Interview five people", due: "2026-10-20", timesCarriedOver: 2 });
  });
}

const digests = async (s: Stage) =>
  (await s.slack.readChannel("C0GROWTH")).filter(({ text }) => text.includes(" · week "));
const digestTexts = async (s: Stage) =>
  (await digests(s)).map(({ text }) => withoutHint(text).split("\n").slice(1).join());
const lastDigest = async (s: Stage) => ({ channel: "C0GROWTH", ts: (await digests(s)).at(-1)?.ts ?? "" });

const ASKED = "Still worth it? Interview five people, due Tue 20 Oct";

test("carries a step over twice in silence, asks once, then drops it with a line, and restores it", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await setUpTeam(s);
  await writeDatabase(file.path, async (store) => {
    const bet = await addBet(store, await teamOf(store), {
      number: 12,
      title: "Checklist",
      reviewOn: "2027-09-01",
    });
    await addStep(store, bet, { text: "Interview five people", due: "2026-11-03" });
  });
  await s.wait({ days: 4, hours: 6 });
  await s.wait({ days: 7 });
  expect(await digestTexts(s)).toEqual([]);
  await s.wait({ days: 7 });
  expect(await digestTexts(s)).toEqual(["Still worth it? Interview five people, due Tue 3 Nov"]);
  await s.wait({ days: 7 });
  const dropped = "Dropped “Interview five people”: nobody asked to keep it.";
  expect(await digestTexts(s)).toEqual(["Next step Interview five people: dropped", dropped]);
  await s.slack.as("U0BEN").clickButton(await lastDigest(s), "Restore");
  expect((await digestTexts(s)).at(-1)).toBe("Restored “Interview five people”");
  expect(s.slack.as("U0BEN").ephemerals()).toEqual([]);
  for (let week = 0; week < 2; week += 1) await s.wait({ days: 7 });
  expect(await digestTexts(s)).toHaveLength(2);
  await s.wait({ days: 7 });
  expect(await digestTexts(s)).toHaveLength(3);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a team with one forgotten step hears of it twice in twelve quiet weeks", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await withDoubtfulStep(s, file.path);
  await s.wait({ days: 4, hours: 6 });
  for (let week = 1; week < 12; week += 1) await s.wait({ days: 7 });
  expect(await digests(s)).toHaveLength(2);
});

test.each([
  ["Done", "Next step Interview five people: done"],
  ["Keep", "Next step Interview five people: kept"],
  ["Drop", "Next step Interview five people: dropped"],
])("answers the digest in place: %s", async (button, answered) => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await withDoubtfulStep(s, file.path);
  await s.wait({ days: 4, hours: 6 });
  expect(await digestTexts(s)).toEqual([ASKED]);
  const digest = await lastDigest(s);
  await s.slack.as("U0BEN").clickButton(digest, button);
  expect(await digestTexts(s)).toEqual([answered]);
  expect(s.slack.as("U0BEN").ephemerals()).toEqual([]);
  await s.wait({ days: 7 });
  expect(await digestTexts(s)).toEqual([answered]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("shows in the week for one person the same question, and draws that week anew", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await withDoubtfulStep(s, file.path);
  await s.wait({ days: 4, hours: 6 });
  const ana = s.slack.as("U0ANA");
  const place = () => ({ channel: "C0GROWTH", ts: ana.ephemerals().at(-1)?.ts ?? "" });
  await ana.command("C0GROWTH", "/outcomes");
  expect(s.shownTo("U0ANA").at(-1)).toContain(ASKED);
  await ana.clickButton(place(), "Keep");
  expect(s.shownTo("U0ANA").at(-1)?.split("\n")).toEqual([
    "Kept: “Interview five people”. We ask again in three weeks if it is still open.",
    "growth · the last seven days · Nothing new. Our digest comes on Fridays that have news.",
  ]);
  expect(await digestTexts(s)).toEqual(["Next step Interview five people: kept"]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a posted week asks, and is answered, in place too", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await withDoubtfulStep(s, file.path);
  await s.wait({ days: 4, hours: 6 });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes");
  await ana.clickButton(
    { channel: "C0GROWTH", ts: ana.ephemerals().at(-1)?.ts ?? "" },
    "Post it to the channel",
  );
  const posted = (await s.slack.readChannel("C0GROWTH")).at(-1);
  await s.slack.as("U0BEN").clickButton({ channel: "C0GROWTH", ts: posted?.ts ?? "" }, "Drop");
  expect((await s.slack.readChannel("C0GROWTH")).at(-1)?.text).toContain("Interview five people: dropped");
});

test("the list of steps restores what was dropped, and says who was first", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await withDoubtfulStep(s, file.path);
  await s.wait({ days: 4, hours: 6 });
  const digest = await lastDigest(s);
  const late = await listIn(s, "U0BEN");
  expect(late.text()).toContain("was due Tue 20 Oct · carried over 3 times · still worth it? · from #12");
  await s.wait({ days: 7 });
  await late.person.clickButton(late.place(), "Keep it");
  expect(late.text()).toContain("Somebody dropped this next step meanwhile. Nothing was changed.");
  const ana = await listIn(s);
  expect(ana.text()).toContain("Dropped in the last four weeks\nInterview five people · from #12 Checklist");
  await ana.person.clickButton(ana.place(), "Restore");
  expect(ana.text()?.split("\n")).toEqual([
    "Open again: “Interview five people”.",
    "Our next steps, the one due first in front",
    "Interview five people · was due Tue 20 Oct · from #12 Checklist",
  ]);
  await ana.person.clickButton(ana.place(), "Drop");
  await s.wait({ days: 29 });
  expect((await listIn(s)).text()).not.toContain("Dropped");
  expect(digest.ts).not.toBe("");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a button of an older digest works once a step is dropped, and says so to who clicked", async () => {
  using file = databaseFile();
  await using s = await stage({ database: file.path });
  await withDoubtfulStep(s, file.path);
  await s.wait({ days: 4, hours: 6 });
  const digest = await lastDigest(s);
  const team = await teamOf(s.app.store);
  const [step] = await s.app.store.nextSteps.openOfTeam(team.workspace, team.id);
  await s.app.store.nextSteps.mark(team.workspace, step?.id ?? "", "open", "done", s.now());
  await s.slack.as("U0BEN").clickButton(digest, "Drop");
  expect(s.shownTo("U0BEN").at(-1)).toBe(
    "Somebody marked this next step as done meanwhile. Nothing was changed.",
  );
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
