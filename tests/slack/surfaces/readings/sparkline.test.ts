import { array, assert, double, property } from "fast-check";
import { expect, test } from "vitest";
import { sparkline } from "#slack/surfaces/readings/sparkline.ts";
import { placeBet } from "#tests/support/moves.ts";
import { findMessage } from "#tests/support/request-moves.ts";
import { openHome } from "#tests/slack/surfaces/home/open-home.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const CHANNEL = "C0GROWTH";
const BARS = "▁▂▃▄▅▆▇█";

async function details(s: Stage): Promise<string> {
  const ana = s.slack.as("U0ANA");
  await ana.choose(await findMessage(s, "Bet #1"), "more", "Details");
  const text = JSON.stringify(ana.view().content).replaceAll("\u00a0", " ");
  await ana.closeView();
  return text;
}

test("the details draw the readings over time, with a sentence that says them, from two readings on", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 20% to 40% by 15 Jan");
  const ana = s.slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "reading 1 21");
  expect(await details(s)).not.toContain("Readings:");
  await s.wait({ days: 7 });
  await ana.command(CHANNEL, "/bet", "reading 1 27");
  await s.wait({ days: 7 });
  await ana.command(CHANNEL, "/bet", "reading 1 24");
  const shown = await details(s);
  expect(shown).toContain("▁█▅");
  expect(shown).toContain("Readings: 21 % on Mon 2 Nov, 27 % on Mon 9 Nov, 24 % on Mon 16 Nov; target 40 %.");
  const { person, home } = await openHome(s);
  await person.clickButton(home(), "Open");
  expect(JSON.stringify(person.view().content)).toContain("▁█▅");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("at most the last thirty are drawn", async () => {
  await using s = await stage();
  await placeBet(s, "Checklist lifts activation from 20% to 40% by 15 Jan");
  for (let value = 1; value <= 32; value += 1) {
    await s.slack.as("U0ANA").command(CHANNEL, "/bet", `reading 1 ${value}`);
    await s.wait({ minutes: 1 });
  }
  const shown = await details(s);
  expect(shown).toContain("Readings: 3 % on");
  expect(shown).toContain("32 % on Mon 2 Nov; target 40 %.");
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("has one bar for each value, and none is higher than that of a larger value", () => {
  const value = double({ noNaN: true, min: -1e15, max: 1e15 });
  assert(
    property(array(value, { minLength: 2, maxLength: 30 }), (values) => {
      const heights = Array.from(sparkline(values), (bar) => BARS.indexOf(bar));
      expect(heights).toHaveLength(values.length);
      const sorted = values
        .map((one, index) => [one, heights[index] ?? -1] as const)
        .toSorted((a, b) => a[0] - b[0]);
      expect(sorted.map(([, height]) => height)).toEqual(
        sorted.map(([, height]) => height).toSorted((a, b) => a - b),
      );
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(0);
    }),
  );
});
