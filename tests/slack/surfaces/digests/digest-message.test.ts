import * as fc from "fast-check";
import { expect, test } from "vitest";
import { composeWeek, type WeekFacts } from "#domain/digests/digest.ts";
import { chooseContent, newsOf } from "#domain/digests/news.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import { checkMessage, checkView } from "#sandbox/limits/check.ts";
import { renderDigest, renderWeek } from "#slack/surfaces/digests/digest-message.ts";
import { numbersView } from "#slack/surfaces/digests/numbers-view.ts";
import {
  aBet,
  aGoal,
  aLearning,
  aStep,
  aTeam,
  day,
  final,
  instant,
  provisional,
  weekFacts,
} from "#tests/support/facts.ts";

/** A week with its news, none of which an earlier digest told. */
const weekNews = (facts: Partial<WeekFacts>, dropped: readonly NextStep[] = []) => {
  const week = composeWeek(weekFacts(facts));
  const content = chooseContent(week, undefined, dropped);
  const keyResults = (facts.goals ?? []).flatMap((goal) => goal.keyResults);
  const steps = [...(facts.nextSteps ?? []), ...dropped];
  return { week, news: newsOf(week, content, { bets: facts.bets ?? [], steps, keyResults }) };
};

const UNTIL = "2026-12-11T15:00:30Z";
const OLD = "2026-11-01T10:00:00Z";

const render = (facts: Partial<WeekFacts>, now = UNTIL) => renderDigest(weekNews(facts), instant(now));
const text = (facts: Partial<WeekFacts>, now?: string): string =>
  render(facts, now).message.text.replaceAll("\u00a0", " ");

const words = (message: { readonly text: string }): number =>
  [...message.text.matchAll(/\S*[\p{L}\p{N}]\S*/gu)].length;

const handed = { mandate: { chosen: "decided-for-us" } } as const;
const overdue = { dueOn: day("2026-11-20"), timesCarriedOver: 3 };

test("tells what is new and no more, each with its button, in 120 words at most", () => {
  const facts = {
    bets: [
      aBet(9, { ...final(32.4), ...handed, ...forecast(90), title: "Annual plan banner" }),
      aBet(13, { ...final("stopped-early"), title: "Summary mail" }),
      ...[1, 2, 3].map((number) => aBet(number, final(40, OLD))),
      aBet(14, { title: "Invite link", terms: { reviewOn: day("2026-12-17") } }),
      aBet(10, { title: "Sign-up form", terms: { reviewOn: day("2026-12-07") } }),
      aBet(11, { title: "Reviewed in January" }),
      aBet(15, { ...provisional(36), title: "Tour" }),
    ],
    learnings: [
      aLearning("People who skip set-up have already decided to leave", { votes: 5 }),
      aLearning("Nobody reads the mail", { votes: 1 }),
    ],
    goals: [aGoal({ current: 61 })],
    nextSteps: [
      aStep("Interview five people", overdue),
      aStep("Count without bots"),
      aStep("Ask support", { dueOn: day("2026-12-08"), timesCarriedOver: 1 }),
    ],
  };
  const dropped = [aStep("Call ten customers", { ...overdue, state: "dropped" })];
  const { message } = renderDigest(weekNews(facts, dropped), instant(UNTIL));
  expect(message.text.replaceAll("\u00a0", " ").split("\n")).toEqual([
    "Growth · week 50 · 2 settled, 2 learned, 2 due, 1 slipping, 1 step to decide on, 1 dropped",
    "Settled #9 Annual plan banner: missed (0.4 of 8 points). We gave it 90 %, so this one surprised us most.",
    "Settled #13 Summary mail: stopped early. The numbers are clear enough.",
    "Learned “People who skip set-up have already decided to leave” (5 votes)",
    "Slipping Weekly active teams: 61 of 100, 17 behind the pace",
    "Due #10 Sign-up form, up for review since Mon 7 Dec",
    "Next #14 Invite link, review on Thu 17 Dec",
    "Next step Count without bots, due Tue 15 Dec",
    "Still worth it? Interview five people, due Fri 20 Nov",
    "Dropped “Call ten customers”: nobody asked to keep it.",
  ]);
  expect(words(message)).toBeLessThanOrEqual(120);
  const labels = message.blocks.flatMap((block) => (block.type === "actions" ? [JSON.stringify(block)] : []));
  expect(labels.map((block) => [...block.matchAll(/"text":"([^"]*)"/g)].map(([, label]) => label))).toEqual([
    ["Enter the final reading"],
    ["Add a reading"],
    ["Done", "Drop"],
    ["Done", "Keep", "Drop"],
    ["Restore"],
    ["Numbers"],
  ]);
  expect(message.blocks).not.toContainEqual(expect.objectContaining({ type: "data_visualization" }));
  expect(checkMessage(message)).toEqual([]);
});

test("says in the digest's place what became of what it asked", () => {
  const week = composeWeek(weekFacts({}));
  const content = {
    due: ["bet-1"],
    keyResults: [],
    comingSteps: ["coming"],
    askedSteps: ["kept", "gone"],
    droppedSteps: ["restored"],
  };
  const news = newsOf(week, content, {
    bets: [aBet(1, { ...final(40), terms: { reviewOn: day("2026-12-17") } })],
    steps: [
      aStep("coming", { state: "done" }),
      aStep("kept", { dueOn: day("2026-11-20") }),
      aStep("gone", { ...overdue, state: "dropped" }),
      aStep("restored"),
    ],
    keyResults: [],
  });
  const { message } = renderDigest({ week, news }, instant(UNTIL));
  expect(message.text.split("\n").slice(1)).toEqual([
    "Next #1 Checklist 1, review on Thu 17 Dec (settled since)",
    "Next step coming, done",
    "Next step kept: kept",
    "Next step gone: dropped",
    "Restored “restored”",
  ]);
  expect(message.blocks.filter(({ type }) => type === "actions")).toHaveLength(1);
});

const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const forecast = (median: number) =>
  ({ confidence: { kind: "given", median, lowest: 10, highest: 90, answered: 5 } }) as const;

test("tells the most surprising verdicts first, with the forecast if it may show", () => {
  const bets = [
    aBet(1, { ...final(40), ...forecast(70) }),
    aBet(2, { ...final(33), confidence: { kind: "agreed", median: 10 } }),
    aBet(3, { ...final(33), ...forecast(90) }),
  ];
  expect(text({ bets }).split("\n").slice(1, 4)).toEqual([
    "Settled #3 Checklist 3: missed (1 of 8 points). We gave it 90 %, so this one surprised us most.",
    "Settled #1 Checklist 1: hit (8 of 8 points). We gave it 70 %.",
    "Settled #2 Checklist 2: missed (1 of 8 points). We strongly agreed that a hit was unlikely.",
  ]);
});

test("ends with the nudge, and fits the longest week into Slack's limits", () => {
  const nudge = { kind: "obstacle", obstacle: "governance", touched: 5, misses: 8 } as const;
  const words =
    "One thought 5 of 8 misses waited for sign-off in the last half year. Worth showing to those who can change it.";
  const full = weekNews(largeWeek("<&>".repeat(200).slice(0, 500), 30));
  for (const { message } of [renderDigest(full, instant(UNTIL), nudge), renderWeek(full, { nudge })]) {
    expect(message.text.endsWith(words)).toBe(true);
    expect(checkMessage(message)).toEqual([]);
    expect(message.blocks.at(-1)?.type).toBe("actions");
  }
});

test("renders a quiet week as one line", () => {
  expect(text({ bets: [aBet(1, final(40, OLD))], nextSteps: [aStep("Later")] })).toBe(
    "Growth · week 50 · Nothing new.",
  );
  expect(renderWeek(weekNews({})).message.text).toBe(
    "Growth · the last seven days · Nothing new. Our digest comes on Fridays that have news.",
  );
});

test("a late digest says when it was due", () => {
  const facts = { learnings: [aLearning("new")] };
  expect(text(facts, "2026-12-11T15:59:00Z")).not.toContain("late");
  expect(text(facts, "2026-12-12T09:00:00Z").split("\n")[1]).toBe(
    "This comes late. It was due Fri 11 Dec 2026, 16:00 (Europe/Berlin).",
  );
});

test("a digest after a skipped one says since when it covers", () => {
  const facts = { from: instant("2026-11-20T15:00:00Z"), bets: [aBet(1, final(40))] };
  expect(text(facts)).toContain("\nThis covers everything since Fri 20 Nov: no digest came in between.\n");
});

test("words progress correctly for metrics where less is better", () => {
  const bets = [aBet(1, { ...final(40), terms: { baseline: 50, target: 30 } })];
  expect(text({ bets })).toContain("(10 of 20 points)");
  const goals = [aGoal({ metric: "churn", unit: "%", baseline: 5, target: 3, current: 4.5 })];
  expect(text({ goals })).toContain(
    "Slipping Churn: 4.5 %, from 5 % down to 3 %, 1.1 points behind the pace",
  );
});

/** A week with `count` of everything, with the longest texts. */
const largeWeek = (words: string, count: number): Partial<WeekFacts> => ({
  team: aTeam({ name: words.slice(0, 80) }),
  bets: [
    ...many(count, (number) => aBet(number, { ...final(number * 7), title: words.slice(0, 150) })),
    ...many(count, (number) => aBet(1_000 + number, { ...provisional(36), title: words.slice(0, 150) })),
    ...many(count, (number) =>
      aBet(2_000 + number, { title: words.slice(0, 150), terms: { reviewOn: day("2026-12-12") } }),
    ),
  ],
  learnings: many(count, (votes) => aLearning(words, { votes })),
  nextSteps: many(count, (index) => aStep(words, { id: `step-${index}`, ...(index < 5 && overdue) })),
  goals: many(count, (index) =>
    aGoal({ id: `key-result-${index}`, metric: words.slice(0, 80), unit: words.slice(0, 20), current: 1 }),
  ),
});

test.each([
  ["plain words", "Interview those who left "],
  ["characters that Slack escapes", "<&>"],
  ["emoji", "🚀👩‍👩‍👧"],
  ["right to left", "שלום עולם "],
])("fits a large week into a short message and says how much more there is: %s", (_, written) => {
  const facts = largeWeek(written.repeat(200).slice(0, 500), 30);
  const { message } = render(facts);
  expect(checkMessage(message)).toEqual([]);
  expect(words(message)).toBeLessThanOrEqual(120);
  expect(message.text).not.toMatch(/…$/);
  expect(message.text).toMatch(/and \d+ more \(\/bet list settled\)/);
  expect(message.text).toMatch(/and \d+ more \(\/bet list open\)/);
  expect(message.text).toMatch(/and \d+ more \(\/outcomes goals\)/);
  expect(checkView(numbersView(composeWeek(weekFacts(facts))))).toEqual([]);
});

test("fits any text into Slack's limits", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 500 });
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 40 }), (written, count) => {
      const facts = largeWeek(written, count);
      expect(checkMessage(render(facts).message)).toEqual([]);
      expect(checkView(numbersView(composeWeek(weekFacts(facts))))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
