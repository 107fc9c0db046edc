import { expect, test } from "vitest";
import type { Pulse, Rating } from "#domain/pulses/pulse.ts";
import { composeRecap, isEmpty, type RecapFacts } from "#domain/recaps/recap.ts";
import type { Bet } from "#domain/bets/bet.ts";
import { boundsOf } from "#domain/calendar/quarter.ts";
import type { Retro } from "#domain/retros/retro.ts";
import { verdict } from "#domain/verdicts/verdict.ts";
import { aBet, aGoal, aLearning, aStep, aTeam, day, final, instant } from "#tests/support/facts.ts";

const facts = ({
  team = aTeam({ createdAt: instant("2026-08-03T08:00:00Z") }),
  quarter = { year: 2026, number: 4 },
  at = instant("2027-01-08T15:00:00Z"),
  bets = [],
  ...more
}: Partial<RecapFacts> = {}): RecapFacts => ({
  team,
  quarter,
  at,
  bets,
  running: runningAt(bets, earlier(at.add({ nanoseconds: 1 }), boundsOf(quarter, team).until)),
  retros: [],
  reasons: [],
  learnings: [],
  nextSteps: [],
  goals: [],
  pulses: [],
  ...more,
});
const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b);
const runningAt = (bets: readonly Bet[], at: Temporal.Instant): number =>
  bets.filter(
    ({ placedAt, state }) =>
      Temporal.Instant.compare(placedAt, at) < 0 &&
      (state.kind !== "final" || Temporal.Instant.compare(state.settledAt, at) >= 0),
  ).length;
const recap = (more: Partial<RecapFacts> = {}) => composeRecap(facts(more));

const retro = (bet: number, more: Partial<Retro> = {}): Retro => ({
  id: `retro-${bet}`,
  workspace: "T0",
  team: "team",
  bet: `bet-${bet}`,
  openedAt: instant("2026-12-09T09:00:00Z"),
  state: {
    kind: "closed",
    closedAt: instant("2026-12-11T09:00:00Z"),
    tally: { themes: [], decision: { kind: "agreed", answer: "again" } },
  },
  ...more,
});

test("a quarter without activity is empty, without dividing by zero", () => {
  const empty = recap();
  expect(isEmpty(empty)).toBe(true);
  expect(empty).toMatchObject({
    placed: 0,
    running: 0,
    settled: [],
    verdicts: [],
    trackRecord: {},
    realised: [],
    square: { paidOff: 0, badLuck: 0, lucky: 0, lesson: 0, unplaced: 0 },
    forecastAccuracy: { kind: "too-few", missing: 5 },
    obstacles: { misses: 0, touched: [] },
    preMortems: { retros: 0, cameTrue: 0 },
  });
  expect(empty.pulses).toBeUndefined();
});

test("counts a bet in the quarter it was placed in, and in the one it was settled in", () => {
  const before = { placedAt: instant("2026-09-30T21:59:59Z") };
  const bets = [
    aBet(1, { ...before, ...final(40, "2026-10-01T00:00:00Z") }),
    aBet(2, { ...before, ...final(40, "2026-09-30T21:59:59Z") }),
    aBet(3, { placedAt: instant("2026-09-30T22:00:00Z") }),
    aBet(4, final(33, "2026-12-31T22:59:59Z")),
    aBet(5, final(33, "2026-12-31T23:00:00Z")),
    aBet(6, { placedAt: instant("2026-12-31T23:00:00Z") }),
  ];
  const composed = recap({ bets });
  expect(composed.settled.map(({ number }) => number)).toEqual([1, 4]);
  expect(composed).toMatchObject({ placed: 3, running: 2, trackRecord: { all: { hits: 1, settled: 2 } } });
});

test("counts verdicts by kind in a fixed order, leaving out those without bets", () => {
  const outcomes = [33, 41, "stopped-early", 40, 30, "invalid", 36, "inconclusive", 39] as const;
  const bets = outcomes.map((outcome, index) => aBet(index + 1, final(outcome)));
  expect(recap({ bets }).verdicts.map(({ kind, bets: count }) => `${kind} ${count}`)).toEqual([
    "hit 2",
    "part-way 2",
    "missed 1",
    "backfired 1",
    "inconclusive 1",
    "stopped-early 1",
    "invalid 1",
  ]);
});

test.each([
  ["a lower target", { baseline: 40, target: 32 }, 36, 0.5],
  ["negative numbers", { baseline: -10, target: -30 }, -40, 1.5],
  ["across zero", { baseline: -10, target: 10 }, -20, -0.5],
  ["huge numbers", { baseline: 0, target: 1e15 }, 5e14, 0.5],
  ["tiny numbers", { baseline: 0, target: 1e-9 }, 5e-10, 0.5],
])("realised share with %s", (_, terms, value, share) => {
  const outcome = {
    verdict: verdict(terms, value),
    reading: { value, takenOn: day("2026-12-09"), evidence: "before-after" as const },
  };
  const state = { kind: "final" as const, round: 1, settledAt: instant("2026-12-09T09:00:00Z"), outcome };
  expect(recap({ bets: [aBet(1, { terms: { ...terms, unit: "€" }, state })] }).realised).toEqual([
    { number: 1, share },
  ]);
});

const given = (median: number) => ({
  confidence: { kind: "given" as const, median, lowest: 10, highest: 90, answered: 4 },
});

test("scores forecasts from five on, leaving out bets without a forecast or a computed verdict", () => {
  const bets = [
    ...[1, 2, 3, 4].map((number) => aBet(number, { ...final(41), ...given(70) })),
    aBet(5, final(41)),
    aBet(6, { ...final("invalid"), ...given(70) }),
  ];
  expect(recap({ bets }).forecastAccuracy).toEqual({ kind: "too-few", missing: 1 });
  const scored = recap({ bets: [...bets, aBet(7, { ...final(33), ...given(30) })] }).forecastAccuracy;
  expect(scored).toMatchObject({ bets: 5, hits: 4, score: expect.closeTo(0.09, 10) });
});

test("counts placed bets by mandate, and missed bets by obstacle, from mandate or retro", () => {
  const governed = { mandate: { chosen: "we-chose", dependency: "governance" } } as const;
  const bets = [
    aBet(1, { ...governed, ...final(33) }),
    aBet(2, { ...governed, ...final(30) }),
    aBet(3, { mandate: { chosen: "decided-for-us", dependency: "technical" }, ...final(41) }),
    aBet(4, final(33)),
    aBet(5, final(33)),
  ];
  const waited = retro(4, {
    state: {
      kind: "closed",
      closedAt: instant("2026-12-11T09:00:00Z"),
      tally: { themes: [{ theme: "waiting", votes: 2 }], decision: { kind: "none" } },
    },
  });
  expect(recap({ bets, retros: [waited] })).toMatchObject({
    mandate: { own: 4, handedDown: 1, blocked: 2 },
    obstacles: {
      misses: 4,
      touched: [
        { obstacle: "governance", touched: 2 },
        { obstacle: "others", touched: 1 },
      ],
    },
    trackRecord: { own: { hits: 0, settled: 4 }, handedDown: { hits: 1, settled: 1 } },
  });
});

test("counts closed retros in the square, and pre-mortems that were shown", () => {
  const bets = [aBet(1, final(41)), aBet(2, final(33)), aBet(3, final(41, "2026-09-01T09:00:00Z"))];
  const shown = { preMortem: "shown" as const };
  const reasons = [
    {
      retro: retro(1, shown),
      reasons: [
        { place: 1, text: "too late", votes: 1 },
        { place: 2, text: "no need", votes: 3 },
      ],
    },
    { retro: retro(2, shown), reasons: [{ place: 1, text: "bots", votes: 0 }] },
    { retro: retro(3, shown), reasons: [{ place: 1, text: "of another quarter", votes: 2 }] },
    { retro: retro(4, { preMortem: "pooled" }), reasons: [{ place: 1, text: "mixed", votes: 0 }] },
  ];
  const composed = recap({ bets, retros: [retro(1), retro(2)], reasons });
  expect(composed.square).toEqual({ paidOff: 1, badLuck: 1, lucky: 0, lesson: 0, unplaced: 0 });
  expect(composed.preMortems).toMatchObject({ retros: 2, cameTrue: 1, pooled: ["mixed"] });
  expect(composed.preMortems.reasons.map(({ text }) => text)).toEqual(["no need", "too late"]);
});

test("lists the quarter's learnings by votes, and counts citations and payoffs", () => {
  const learnings = [
    aLearning("new", { addedAt: instant("2026-11-01T09:00:00Z"), votes: 1 }),
    aLearning("old", { addedAt: instant("2026-08-01T09:00:00Z"), votes: 9 }),
    aLearning("best", { addedAt: instant("2026-10-05T09:00:00Z"), votes: 4 }),
  ];
  const bets = [aBet(1, { cites: "old", ...final(41) }), aBet(2, { cites: "new" }), aBet(3)];
  const composed = recap({ bets, learnings });
  expect(composed.learnings.map(({ text }) => text)).toEqual(["best", "new"]);
  expect(composed).toMatchObject({
    citing: 2,
    payoffs: [{ learning: { text: "old" }, bet: 1, again: false }],
  });
});

test("lists key results of goals that overlap the quarter, and marks those whose period ended", () => {
  const goals = [
    aGoal(),
    aGoal({ id: "spring" }, { from: day("2026-04-01"), until: day("2026-09-30") }),
    aGoal({ id: "year" }, { from: day("2026-07-01"), until: day("2027-06-30"), state: "closed" }),
  ];
  expect(
    recap({ goals }).keyResults.map(({ keyResult: { id }, pace, isOver }) => [id, pace.kind, isOver]),
  ).toEqual([
    ["key-result", "behind", true],
    ["year", "ahead", false],
  ]);
  expect(recap({ goals, at: instant("2026-11-10T09:00:00Z") }).keyResults[0]).toMatchObject({
    isOver: false,
  });
});

test("compares an ongoing key result with today's pace, however old the quarter", () => {
  const goals = [aGoal({}, { from: day("2026-07-01"), until: day("2027-06-30") })];
  const paceAt = (at: string) => recap({ goals, at: instant(at) }).keyResults[0]?.pace.kind;
  expect(paceAt("2027-01-08T15:00:00Z")).toBe("ahead");
  expect(paceAt("2027-05-08T15:00:00Z")).toBe("behind");
});

test("lists open next steps that were added before the quarter's end", () => {
  const nextSteps = [aStep("then"), aStep("later", { addedAt: instant("2027-01-05T09:00:00Z") })];
  expect(recap({ nextSteps }).nextSteps.map(({ text }) => text)).toEqual(["then"]);
});

const pulse = (
  closedAt: string,
  given: ReadonlyMap<Rating, number>,
  basis: "own" | "pooled" | "waiting" = "own",
): Pulse => ({
  id: closedAt,
  workspace: "T0",
  team: "team",
  openedAt: instant("2026-10-01T09:00:00Z"),
  threshold: 3,
  state: {
    kind: "closed",
    closedAt: instant(closedAt),
    result: { kind: "counted", answered: 3, answers: new Map([["purpose", { basis, ratings: given }]]) },
  },
});

test("takes the pulse's median over all answers shown, without those held back", () => {
  const pulses = [
    pulse("2026-10-20T09:00:00Z", new Map([[2, 3]])),
    pulse("2026-11-20T09:00:00Z", new Map([[5, 4]]), "pooled"),
    pulse("2026-12-20T09:00:00Z", new Map([[1, 2]]), "waiting"),
    pulse("2027-01-02T09:00:00Z", new Map([[1, 9]])),
  ];
  expect(recap({ pulses }).pulses).toEqual({
    pulses: 3,
    summaries: [{ question: "purpose", summary: { kind: "given", median: 5 }, pooled: false }],
  });
  const withoutAnswers = recap({ pulses: [pulse("2026-12-20T09:00:00Z", new Map([[1, 2]]), "waiting")] });
  expect(withoutAnswers.pulses).toEqual({ pulses: 1, summaries: [] });
});

test.each([
  ["mid-quarter", "2026-11-05T09:00:00Z", "2027-01-08T15:00:00Z", "2026-11-05", "2026-12-31", true],
  ["before the quarter", "2026-08-05T09:00:00Z", "2026-12-31T22:59:59Z", "2026-10-01", "2026-12-31", false],
  ["after the quarter", "2027-01-05T09:00:00Z", "2027-01-08T15:00:00Z", "2026-10-01", "2026-12-31", true],
])("covers the days of a team set up %s", (_, createdAt, at, from, until, isOver) => {
  const composed = recap({ team: aTeam({ createdAt: instant(createdAt) }), at: instant(at) });
  expect([composed.days.from.toString(), composed.days.until.toString(), composed.isOver]).toEqual([
    from,
    until,
    isOver,
  ]);
});
