import { expect, test } from "vitest";
import { placeBet, settleBet, toggleMore } from "#tests/support/moves.ts";
import { retroOf, wholeRetro } from "#tests/support/retros.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const KEEP = "Keep on top";
const TAKE_OFF = "Take off the top";

/** A closed retro with these learnings, added a minute apart. */
async function learn(s: Stage, ...texts: string[]): Promise<void> {
  const ana = s.slack.as("U0ANA");
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  await settleBet(s, 1, "33");
  for (const text of texts) {
    await ana.clickButton((await retroOf(s)).retro, "Add a learning");
    await ana.submit({ text });
    await s.wait({ minutes: 1 });
  }
  await ana.clickButton((await retroOf(s)).retro, "Close the retro");
}

/** Answers `/outcomes learnings`, and clicks in the answer. */
async function listIn(s: Stage, words = "") {
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/outcomes", `learnings ${words}`.trim());
  const place = () => ({ channel: "C0GROWTH", ts: ana.ephemerals().at(-1)?.ts ?? "" });
  return {
    lines: () => s.shownTo("U0ANA").at(-1)?.split("\n") ?? [],
    /** Clicks the n-th button with this label. */
    tap: (label: string, n = 1) => ana.clickButton(place(), label, n),
  };
}

const line = (text: string, onTop = ""): string => `• “${text}” · ${onTop}from #1 Checklist`;

test("keeps a learning on top of the list, marked, and takes it off with a second tap", async () => {
  await using s = await stage();
  await learn(s, "First", "Second", "Third");
  const { lines, tap } = await listIn(s);
  const newestFirst = [
    "What we learned, the newest first",
    ...["Third", "Second", "First"].map((text) => line(text)),
  ];
  expect(lines()).toEqual(newestFirst);

  const answers = s.slack.as("U0ANA").ephemerals().length;
  await tap(KEEP, 3);
  const withFirst = [
    "What we learned, those on top, then the newest",
    line("First", "on top · "),
    line("Third"),
    line("Second"),
  ];
  expect(lines()).toEqual(["Kept on top: “First”.", ...withFirst]);
  expect(s.slack.as("U0ANA").ephemerals()).toHaveLength(answers);
  expect((await listIn(s)).lines()).toEqual(withFirst);

  await (await listIn(s)).tap(TAKE_OFF);
  expect((await listIn(s)).lines()).toEqual(newestFirst);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a tap in a search keeps the search", async () => {
  await using s = await stage();
  await learn(s, "Ask and/or listen", "Second");
  const { lines, tap } = await listIn(s, "and/or listen");
  await tap(KEEP);
  expect(lines()).toEqual([
    "Kept on top: “Ask and/or listen”.",
    "What we learned, with “and/or listen”, those on top, then the newest",
    line("Ask and/or listen", "on top · "),
  ]);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a sixth is not kept: the answer says which five are on top, and one taken off makes room", async () => {
  await using s = await stage();
  const texts = ["One", "Two", "Three", "Four", "Five", "Six"];
  await learn(s, ...texts);
  const { lines, tap } = await listIn(s);
  for (const _ of texts.slice(1)) await tap(KEEP);
  await tap(KEEP);
  expect(lines()[0]).toMatch(
    /^Nothing was changed: 5 learnings are on top already, and one of them has to go first\./,
  );
  for (const text of texts.slice(1)) expect(lines()[0]).toContain(`“${text}”`);
  expect(lines().at(-1)).toBe(line("One"));
  await tap(TAKE_OFF, 5);
  await tap(KEEP, 2);
  expect(lines()[0]).toBe("Kept on top: “One”.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("only the first ten of a list have the button, so that it fits in a message", async () => {
  await using s = await stage();
  await learn(s, ...Array.from({ length: 12 }, (_, index) => `Learning ${index + 1}`));
  const { lines, tap } = await listIn(s);
  expect(lines()).toHaveLength(13);
  await expect(tap(KEEP, 11)).rejects.toThrow();
  await tap(KEEP, 10);
  expect(lines()[2]).toBe(line("Learning 3", "on top · "));
  expect(s.slack.problems).toEqual([]);
});

test("keeps one in the whole retro, where the button then takes it off; the channel sees no change", async () => {
  await using s = await stage();
  await learn(s, "First", "Second");
  const ben = s.slack.as("U0BEN");
  const channel = await s.texts();
  await ben.clickButton((await retroOf(s)).retro, "See the whole retro");
  await ben.clickButton(ben.view(), KEEP, 2);
  expect(JSON.stringify(ben.view().content)).toContain("Kept on top: “Second”.");
  await ben.closeView();
  expect(await wholeRetro(s)).toContain("What we learned\n• First\n• Second · on top\n");
  await ben.clickButton((await retroOf(s)).retro, "See the whole retro");
  await ben.clickButton(ben.view(), TAKE_OFF);
  expect(JSON.stringify(ben.view().content)).toContain("Taken off the top: “Second”.");
  expect(await s.texts()).toEqual(channel);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("what is on top comes first in what a bet can build on, and in the recap", async () => {
  await using s = await stage();
  await learn(s, "First", "Second", "Third", "Fourth");
  await (await listIn(s)).tap(KEEP, 4);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
  await toggleMore(s);
  const offered = JSON.stringify(ana.view().content).split("something that we learned")[1] ?? "";
  const order = ["First", "Fourth", "Third", "Second"].map((text) => offered.indexOf(`"${text}"`));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
  await ana.closeView();
  await ana.command("C0GROWTH", "/outcomes", "recap");
  expect(s.shownTo("U0ANA").at(-1)).toMatch(/What we learned\n• “First”\n• “Fourth”\n• “Third”/);
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});
