import * as fc from "fast-check";
import { expect, test } from "vitest";
import { composeWeek, type WeekFacts } from "#domain/digests/digest.ts";
import { checkMessage } from "#sandbox/limits/check.ts";
import { renderDigest, renderWeek } from "#slack/surfaces/digests/digest-message.ts";
import {
  aBet,
  aGoal,
  aLearning,
  aRetro,
  aStep,
  aTeam,
  day,
  final,
  instant,
  provisional,
  weekFacts,
} from "#tests/support/facts.ts";

const render = (facts: Partial<WeekFacts>, now = "2026-12-11T15:00:30Z") =>
  renderDigest(composeWeek(weekFacts(facts)), instant(now));
const text = (facts: Partial<WeekFacts>, now?: string): string =>
  render(facts, now).message.text.replaceAll("\u00a0", " ");

const handed = { mandate: { chosen: "decided-for-us" } } as const;
const UNTIL = "2026-12-11T15:00:30Z";
const OLD = "2026-11-01T10:00:00Z";

test("renders a week, from the heading to the next steps", () => {
  const facts = {
    bets: [
      aBet(9, { ...final(32.4), ...handed, title: "Annual plan banner" }),
      aBet(12, { ...final(37), title: "Checklist on first login" }),
      aBet(13, { ...final("stopped-early"), title: "Summary mail" }),
      ...[1, 2, 3].map((number) => aBet(number, final(40, OLD))),
      ...[4, 5, 6, 7, 8].map((number) => aBet(number, final(30, OLD))),
      aBet(14, { title: "Invite link", terms: { reviewOn: day("2026-12-17") } }),
      aBet(10, { title: "Sign-up form", terms: { reviewOn: day("2026-12-07") } }),
      aBet(15, { ...provisional(36), title: "Tour" }),
    ],
    learnings: [aLearning("People who skip set-up have already decided to leave", { votes: 5 })],
    goals: [aGoal({ current: 71 })],
    nextSteps: [
      aStep("Interview five people", { dueOn: day("2026-12-08"), timesCarriedOver: 1 }),
      aStep("Count without bots"),
    ],
  };
  expect(text(facts).split("\n")).toEqual([
    "Growth · week 50 (7 to 11 December)",
    "What came in",
    "• #9 Annual plan banner: missed, 5 % of the way (0.4 of 8 points)",
    "• #12 Checklist on first login: part-way, 63 % of the way (5 of 8 points)",
    "• #13 Summary mail: stopped early (The numbers are clear enough)",
    "What we learned",
    "• “People who skip set-up have already decided to leave” (5 votes)",
    "Where we stand",
    "• 3 of 11 bets hit, 27 % (95 % interval: 10-57 %); teams that test everything win 8-34 %.",
    "• Chosen or agreed to by us: 3 of 10 (11-60 %). Handed to us: 0 of 1 (0-79 %).",
    "• Realised value, as a share of what we aimed for: #1 100 %, #2 100 %, #3 100 %, #4 -25 %, #5 -25 %, #6 -25 %, #7 -25 %, #8 -25 %, #9 5 %, #12 63 %.",
    "Key results",
    "• Weekly active teams: 71 of 100, 7 behind the pace",
    "Up for review",
    "• #10 Sign-up form since Mon 7 Dec",
    "• #14 Invite link on Thu 17 Dec",
    "Not final yet",
    "• #15 Tour: part-way, 50 % of the way, final Sat 12 Dec 2026, 10:00 (Europe/Berlin) unless disputed",
    "Next steps",
    "• Interview five people (was due Tue 8 Dec, carried over once)",
    "• Count without bots (due Tue 15 Dec)",
  ]);
  const { message, withoutChart } = render(facts);
  expect(message.blocks).toContainEqual(expect.objectContaining({ type: "data_visualization" }));
  expect(withoutChart?.blocks).not.toContainEqual(expect.objectContaining({ type: "data_visualization" }));
  expect(withoutChart?.text).toBe(message.text);
  expect(checkMessage(message)).toEqual([]);
});

test("shows a rate under ten bets without a percentage but with its interval", () => {
  expect(text({ bets: [aBet(1, final(40)), aBet(2, final(30))] })).toContain(
    "1 of 2 bets hit (95 % interval: 9-91 %); teams that test everything win 8-34 %.",
  );
});

const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const forecast = (median: number) =>
  ({ confidence: { kind: "given", median, lowest: 10, highest: 90, answered: 5 } }) as const;

test("scores the forecasts from five bets on, against always saying the hit rate", () => {
  const bets = many(5, (number) => aBet(number, { ...final(number === 1 ? 40 : 33, OLD), ...forecast(30) }));
  const learnings = [aLearning("new")];
  const line =
    "Our forecasts: Brier score 0.17 over 5 bets (0 is always right and sure, 1 always wrong and sure); always saying our hit rate, 1 of 5, scores 0.16.";
  expect(text({ bets, learnings })).toContain(line);
  expect(text({ bets: bets.slice(1), learnings })).not.toContain("Brier");
  const sealed = bets.map((bet) => ({ ...bet, confidence: { kind: "too-few" } as const }));
  expect(text({ bets: sealed, learnings })).not.toContain("Brier");
});

test("shows the calibration table on request only, with just the bins of ten bets or more", () => {
  const bets = [
    ...many(10, (number) => aBet(number, { ...final(number > 3 ? 40 : 33, OLD), ...forecast(70) })),
    ...many(9, (number) => aBet(100 + number, { ...final(33, OLD), ...forecast(10) })),
    aBet(200, { ...final("invalid", OLD), ...forecast(10) }),
  ];
  const facts = { bets, learnings: [aLearning("new")] };
  const onRequest = renderWeek(composeWeek(weekFacts(facts))).message.text.replaceAll("\u00a0", " ");
  const bins = onRequest.split("\n").filter((line) => line.includes("When we gave"));
  expect(bins).toEqual(["• When we gave 60 to 80 %, 7 of 10 hit (95 % interval: 40-89 %)."]);
  expect(onRequest).toContain("over 19 bets");
  expect(text(facts)).not.toContain("When we gave");
});

test("shows the forecast next to a verdict if it may show", () => {
  const bets = [
    aBet(1, { ...final(33), ...forecast(90) }),
    aBet(2, { ...final(33), confidence: { kind: "agreed", median: 10 } }),
    aBet(3, { ...final("invalid"), confidence: { kind: "too-few" } }),
  ];
  const lines = text({ bets }).split("\n");
  expect(lines).toContain(
    "• #1 Checklist 1: missed, 13 % of the way (1 of 8 points; we gave it 90 %, so this one surprised us most)",
  );
  expect(lines).toContain(
    "• #2 Checklist 2: missed, 13 % of the way (1 of 8 points; we strongly agreed that a hit was unlikely)",
  );
  expect(lines).toContain("• #3 Checklist 3: invalid (The numbers are clear enough)");
});

test("lists the most surprising verdicts first, each with its place in the square once its retro is closed", () => {
  const decided = (answer: "again" | "not-again") => ({ decision: { kind: "agreed", answer } }) as const;
  const bets = [
    aBet(1, { ...final(40), ...forecast(70) }),
    aBet(2, { ...final("stopped-early"), ...forecast(90) }),
    aBet(3, { ...final(33), ...forecast(90) }),
    aBet(4, final(40)),
    aBet(5, { ...final(33), ...forecast(30) }),
  ];
  const retros = [
    aRetro(1, decided("again")),
    aRetro(2, decided("again")),
    aRetro(3, decided("again")),
    aRetro(4, decided("not-again")),
    aRetro(5, decided("not-again"), false),
  ];
  expect(text({ bets, retros }).split("\n").slice(2, 7)).toEqual([
    "• #3 Checklist 3: missed, 13 % of the way (1 of 8 points; we gave it 90 %, so this one surprised us most; a good bet, bad luck)",
    "• #4 Checklist 4: hit, 100 % of the way (8 of 8 points; it came in, and we would not count on that twice)",
    "• #1 Checklist 1: hit, 100 % of the way (8 of 8 points; we gave it 70 %; a good bet that came in)",
    "• #5 Checklist 5: missed, 13 % of the way (1 of 8 points; we gave it 30 %)",
    "• #2 Checklist 2: stopped early (The numbers are clear enough; we gave it 90 %)",
  ]);
});

test("counts bets with a dependency separately as soon as there is one", () => {
  const blocked = { mandate: { chosen: "we-chose", dependency: "governance" } } as const;
  const bets = [
    aBet(1, final(40)),
    aBet(2, { ...final(33), ...blocked }),
    aBet(3, { ...final(33), ...blocked }),
  ];
  expect(text({ bets })).toContain(
    "• Released by us alone: 1 of 1 (21-100 %). Not without others: 0 of 2 (0-66 %).",
  );
  expect(text({ bets: bets.slice(0, 1) })).not.toContain("Released");
  expect(text({ bets: bets.slice(1) })).toContain("• Not without others: 0 of 2 (0-66 %).");
});

test("ends with the nudge, also in a quiet week, and fits the longest week into Slack's limits", () => {
  const nudge = { kind: "obstacle", obstacle: "governance", touched: 5, misses: 8 } as const;
  const words =
    "One thought\n• 5 of 8 misses waited for sign-off in the last half year. Worth showing to those who can change it.";
  const quiet = renderDigest(composeWeek(weekFacts()), instant(UNTIL), nudge).message;
  expect(quiet.text).toContain(`See you on Friday.\n${words}`);
  const fullWeek = composeWeek(weekFacts(largeWeek("<&>".repeat(200).slice(0, 500), 30)));
  for (const { message } of [renderDigest(fullWeek, instant(UNTIL), nudge), renderWeek(fullWeek, nudge)]) {
    expect(message.text.endsWith(words)).toBe(true);
    expect(checkMessage(message)).toEqual([]);
    expect(message.blocks.at(-1)?.type).toBe("actions");
  }
});

test("renders a quiet week as one line, even with a track record", () => {
  expect(text({})).toBe(
    "Growth · week 50 (7 to 11 December) · Nothing came in this week, and nothing is up for review. See you on Friday.",
  );
  expect(text({ bets: [aBet(1, final(40, OLD))] })).toContain("See you on Friday.");
  expect(renderWeek(composeWeek(weekFacts())).message.text).toBe(
    "Growth · the last seven days (7 to 11 December) · Nothing came in, and nothing is up for review. Our digest comes on Friday.",
  );
});

test("a late digest says when it was due", () => {
  expect(text({}, "2026-12-11T15:59:00Z")).not.toContain("late");
  expect(text({}, "2026-12-12T09:00:00Z").split("\n")[1]).toBe(
    "This comes late. It was due Fri 11 Dec 2026, 16:00 (Europe/Berlin).",
  );
});

test("a digest that covers several weeks says since when", () => {
  const facts = { from: instant("2026-11-20T15:00:00Z"), bets: [aBet(1, final(40))] };
  expect(text(facts)).toContain(
    "week 50 (23 November to 11 December)\nThis covers everything since Fri 20 Nov: no digest came in between.",
  );
});

test("words progress correctly for metrics where less is better", () => {
  const bets = [aBet(1, { ...final(40), terms: { baseline: 50, target: 30 } })];
  expect(text({ bets })).toContain("(10 of 20 points)");
  const goals = [aGoal({ metric: "churn", unit: "%", baseline: 5, target: 3, current: 4.5 })];
  expect(text({ goals })).toContain("Churn: 4.5 %, from 5 % down to 3 %, 1.1 points behind the pace");
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
  nextSteps: many(count, () => aStep(words)),
  goals: many(count, () => aGoal({ metric: words.slice(0, 80), unit: words.slice(0, 20) })),
});

test.each([
  ["plain words", "Interview those who left "],
  ["characters that Slack escapes", "<&>"],
  ["emoji", "🚀👩‍👩‍👧"],
  ["right to left", "שלום עולם "],
])("fits a large week into Slack's limits and says how much more there is: %s", (_, words) => {
  const { message, withoutChart } = render(largeWeek(words.repeat(200).slice(0, 500), 30));
  expect(checkMessage(message)).toEqual([]);
  expect(withoutChart && checkMessage(withoutChart)).toEqual([]);
  expect(message.text).not.toMatch(/…$/);
  expect(message.text).toMatch(/and \d+ more \(\/bet list settled\)/);
  expect(message.text).toMatch(/and \d+ more \(\/outcomes learnings\)/);
  expect(message.text).toMatch(/and \d+ more \(\/outcomes steps\)/);
});

test("fits any text into Slack's limits", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 500 });
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 40 }), (words, count) => {
      const { message, withoutChart } = render(largeWeek(words, count));
      expect(checkMessage(message)).toEqual([]);
      expect(withoutChart ? checkMessage(withoutChart) : []).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
