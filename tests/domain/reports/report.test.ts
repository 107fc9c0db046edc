import { expect, test } from "vitest";
import type { Bet } from "#domain/bets/bet.ts";
import type { ConfidenceResult } from "#domain/confidence/confidence.ts";
import { composeRecap } from "#domain/recaps/recap.ts";
import { periodNamed } from "#domain/reports/period.ts";
import { composeReport, isEmptyReport, realisedShare, type ReportFacts } from "#domain/reports/report.ts";
import { wilson } from "#domain/statistics/wilson-interval.ts";
import { aBet, aTeam, day, final, instant } from "#tests/support/facts.ts";

const QUARTER = periodNamed("2026-Q4")!;

const report = ({ at = instant("2027-04-02T12:00:00Z"), bets = [], ...more }: Partial<ReportFacts> = {}) =>
  composeReport({ team: aTeam(), period: QUARTER, at, recaps: [], bets, ...more });

const given = (median: number): { confidence: ConfidenceResult } => ({
  confidence: { kind: "given", median, lowest: 10, highest: 90, answered: 5 },
});
const agreed = (median: number): { confidence: ConfidenceResult } => ({
  confidence: { kind: "agreed", median },
});

test("a period without bets, learnings and key results is empty", () => {
  expect(isEmptyReport(report())).toBe(true);
  expect(report().hitRate).toBeUndefined();
});

test("a bet that was open in the period is shown, with its outcome only if it was settled by its end", () => {
  const bets = [
    aBet(4, { placedAt: instant("2027-01-02T08:00:00Z") }),
    aBet(3, { placedAt: instant("2026-12-05T08:00:00Z") }),
    aBet(2, { placedAt: instant("2026-11-05T08:00:00Z"), ...final(40, "2027-01-01T08:00:00Z") }),
    aBet(1, { placedAt: instant("2026-08-05T08:00:00Z"), ...final(40, "2026-10-02T08:00:00Z") }),
    aBet(0, { placedAt: instant("2026-08-05T08:00:00Z"), ...final(40, "2026-09-02T08:00:00Z") }),
  ];
  const { bets: shown } = report({ bets });
  expect(shown.map(({ number, settled }) => [number, settled?.on.toString()])).toEqual([
    [1, "2026-10-02"],
    [2, undefined],
    [3, undefined],
  ]);
});

test.each([
  [37, 0.625],
  [40, 1],
  [31, -0.125],
  ["stopped-early", undefined],
] as const)("a bet from 32 to 40 that ended at %s realised %s of what it aimed for", (outcome, share) => {
  const [bet] = report({ bets: [aBet(1, final(outcome))] }).bets;
  expect(realisedShare(bet!)).toBe(share);
});

test("a forecast that the card shows is in its bin, however few there are, with the interval of so few", () => {
  const bets: Bet[] = [
    aBet(1, { ...given(90), ...final(40) }),
    aBet(2, { ...given(90), ...final(33) }),
    aBet(3, { ...given(30), ...final(40) }),
  ];
  expect(report({ bets }).forecasts.bins).toEqual([
    { from: 20, to: 40, bets: 1, hits: 1, interval: wilson(1, 1) },
    { from: 80, to: 100, bets: 2, hits: 1, interval: wilson(1, 2) },
  ]);
});

test("a unanimous forecast is in no bin: it shows as a leaning, as on its card", () => {
  const bets: Bet[] = [
    aBet(1, { ...agreed(90), ...final(40) }),
    aBet(2, { ...agreed(70), ...final(33) }),
    aBet(3, { ...agreed(50), ...final(33) }),
  ];
  expect(report({ bets }).forecasts).toEqual({
    bins: [],
    agreed: [
      { leaning: "likely", bets: 2, hits: 1 },
      { leaning: "even", bets: 1, hits: 0 },
    ],
  });
});

test("forecasts are of all bets up to the period's end, and not of later ones", () => {
  const bets: Bet[] = [
    aBet(1, {
      ...given(70),
      ...final(40, "2026-06-01T08:00:00Z"),
      placedAt: instant("2026-05-01T08:00:00Z"),
    }),
    aBet(2, { ...given(70), ...final(33) }),
    aBet(3, { ...given(70), ...final(33, "2027-01-01T08:00:00Z") }),
  ];
  expect(report({ bets }).forecasts.bins).toMatchObject([{ from: 60, bets: 2, hits: 1 }]);
});

test("a period that is not over ends now", () => {
  const { isOver, today, bets } = report({
    at: instant("2026-12-10T12:00:00Z"),
    bets: [aBet(1, final(40, "2026-12-11T08:00:00Z"))],
  });
  expect({ isOver, today, settled: bets[0]?.settled }).toEqual({
    isOver: false,
    today: day("2026-12-10"),
    settled: undefined,
  });
});

test("a team that was set up during the period is shown from that day on", () => {
  const team = aTeam({ createdAt: instant("2026-11-03T08:00:00Z") });
  expect(report({ team }).days).toEqual({ from: day("2026-11-03"), until: day("2026-12-31") });
});

test("a year adds up its quarters", () => {
  const period = periodNamed("2026")!;
  const team = aTeam({ createdAt: instant("2026-01-05T08:00:00Z") });
  const at = instant("2027-04-02T12:00:00Z");
  const bets = [
    aBet(1, { placedAt: instant("2026-02-01T08:00:00Z"), ...final(40, "2026-03-01T08:00:00Z") }),
    aBet(2, { placedAt: instant("2026-08-01T08:00:00Z"), ...final(33, "2026-11-01T08:00:00Z") }),
  ];
  const recaps = ([1, 2, 3, 4] as const).map((number) =>
    composeRecap({
      team,
      quarter: { year: 2026, number },
      at,
      bets,
      running: 0,
      retros: [],
      reasons: [],
      learnings: [],
      nextSteps: [],
      goals: [],
      pulses: [],
    }),
  );
  expect(report({ team, period, recaps, bets })).toMatchObject({
    placed: 2,
    hitRate: { hits: 1, settled: 2 },
    bets: [{ number: 1 }, { number: 2 }],
  });
});
