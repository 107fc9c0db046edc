import { expect, test } from "vitest";
import {
  type Answers,
  type Occasion,
  type Pulse,
  PULSE_QUESTIONS,
  type PulseResult,
  type Rating,
  type Ratings,
} from "#domain/pulses/pulse.ts";
import { pulseReport } from "#domain/pulses/pulse-report.ts";
import { aTeam, instant } from "#tests/support/facts.ts";
import { quarterStart } from "#domain/teams/team-quarter.ts";

const ratings = (given: readonly Rating[]): Ratings =>
  new Map(given.map((rating) => [rating, given.filter((other) => other === rating).length]));

type Basis = Answers["basis"];

/** A pulse that closed on a day of 2026, with the same ratings for every question unless `mastery` is given. */
function pulse(
  day: string,
  given: readonly Rating[],
  more: { occasion?: Occasion; basis?: Basis; mastery?: readonly Rating[] | undefined } = {},
): Pulse {
  const { occasion, basis = "own", mastery = given } = more;
  const result: PulseResult = {
    kind: "counted",
    answered: given.length,
    answers: new Map(
      PULSE_QUESTIONS.map((question) => [
        question,
        { basis, ratings: ratings(question === "mastery" ? mastery : given) },
      ]),
    ),
  };
  return closed(day, result, occasion);
}

const closed = (day: string, result: PulseResult, occasion?: Occasion): Pulse => ({
  id: day,
  workspace: "T0",
  team: "team",
  openedAt: instant(`2026-${day}T00:00:00Z`),
  threshold: 3,
  ...(occasion && { occasion }),
  state: { kind: "closed", closedAt: instant(`2026-${day}T09:00:00Z`), result },
});

const UNTIL = instant("2026-12-11T15:00:00Z");
const report = (pulses: readonly Pulse[], from?: string) =>
  pulseReport(aTeam(), pulses, {
    from: from === undefined ? undefined : instant(`2026-${from}T00:00:00Z`),
    until: UNTIL,
  });

test("reports no pulse that is open, unanswered or unreadable", () => {
  const open: Pulse = { ...pulse("12-08", [3, 4, 5]), state: { kind: "open", closesAt: UNTIL } };
  expect(report([])).toBeUndefined();
  expect(report([open])).toBeUndefined();
  expect(
    report([closed("12-08", { kind: "none" }), closed("12-09", { kind: "unreadable" })]),
  ).toBeUndefined();
});

test("reports the latest pulse however old, and with `from` only one that closed since", () => {
  const pulses = [pulse("10-20", [1, 2, 2]), pulse("11-20", [3, 4, 5]), pulse("12-20", [5, 5, 4])];
  const standing = (from?: string) => report(pulses, from)?.summaries[0]?.summary;
  expect(standing()).toEqual({ kind: "given", median: 4 });
  expect(standing("11-20")).toEqual({ kind: "given", median: 4 });
  expect(standing("11-21")).toBeUndefined();
});

test("compares with the last earlier pulse that showed results, where both have a number", () => {
  const previous = pulse("10-20", [3, 3, 4], { mastery: [3, 3, 3] });
  const tooFew = pulse("11-05", [1], { basis: "waiting" });
  const latest = report([previous, tooFew, pulse("11-20", [4, 4, 5])]);
  expect(latest?.trend).toEqual(
    ["purpose", "belonging", "safe-to-speak"].map((question) => ({ question, from: 3, to: 4 })),
  );
  expect(report([previous, pulse("11-20", [5, 5, 5])])?.trend).toBeUndefined();
  expect(report([pulse("11-20", [4, 4, 5])])?.trend).toBeUndefined();
});

test("shows only the count of too few answers", () => {
  expect(report([pulse("11-20", [1, 5], { basis: "waiting" })])).toEqual({
    answered: 2,
    summaries: [],
    hasPending: true,
  });
});

test("marks pooled answers as such", () => {
  expect(report([pulse("11-20", [1, 5, 5], { basis: "pooled" })])?.summaries[0]).toEqual({
    question: "purpose",
    summary: { kind: "given", median: 5 },
    pooled: true,
  });
});

test.each<[string, Pulse[], boolean]>([
  [
    "both have enough",
    [pulse("10-20", [4, 5, 5], { occasion: "hit" }), pulse("11-20", [2, 3, 3], { occasion: "miss" })],
    true,
  ],
  [
    "only hits",
    [pulse("10-20", [4, 5, 5], { occasion: "hit" }), pulse("11-20", [2, 3, 3], { occasion: "hit" })],
    false,
  ],
  [
    "one after a declared verdict",
    [pulse("10-20", [4, 5, 5], { occasion: "hit" }), pulse("11-20", [2, 3, 3])],
    false,
  ],
  [
    "too few after a miss without pooling",
    [
      pulse("10-20", [4, 5, 5], { occasion: "hit" }),
      pulse("11-20", [2, 3, 3], { occasion: "miss", basis: "pooled" }),
    ],
    false,
  ],
  [
    "another quarter",
    [pulse("09-20", [4, 5, 5], { occasion: "hit" }), pulse("11-20", [2, 3, 3], { occasion: "miss" })],
    false,
  ],
])("compares pulses after hits and misses: %s", (_, pulses, apart) => {
  const shown = report(pulses)?.byOccasion;
  expect(shown !== undefined).toBe(apart);
  if (shown)
    expect([shown.hit[0]?.summary, shown.miss[0]?.summary]).toEqual([
      { kind: "given", median: 5 },
      { kind: "given", median: 3 },
    ]);
});

test("compares hits and misses only from the team's raised threshold on", () => {
  const pulses = [
    pulse("10-20", [4, 5, 5], { occasion: "hit" }),
    pulse("11-20", [2, 3, 3], { occasion: "miss" }),
  ];
  expect(pulseReport(aTeam({ anonymityThreshold: 5 }), pulses, { until: UNTIL })?.byOccasion).toBeUndefined();
});

test("a quarter starts by the team's calendar", () => {
  const at = (text: string, timeZone: string) => quarterStart({ timeZone }, instant(text)).toString();
  expect(at("2026-12-31T23:30:00Z", "Europe/Berlin")).toBe("2026-12-31T23:00:00Z");
  expect(at("2026-12-31T23:30:00Z", "America/New_York")).toBe("2026-10-01T04:00:00Z");
});
