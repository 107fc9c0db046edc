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
  new Map(given.map((rating) => [rating, given.filter((one) => one === rating).length]));

type Basis = Answers["basis"];

/** A pulse that closed on a day of 2026, with the same ratings for each question but those that are said apart. */
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

test("none is told before one has closed, or where nobody answered", () => {
  const open: Pulse = { ...pulse("12-08", [3, 4, 5]), state: { kind: "open", closesAt: UNTIL } };
  expect(report([])).toBeUndefined();
  expect(report([open])).toBeUndefined();
  expect(
    report([closed("12-08", { kind: "none" }), closed("12-09", { kind: "unreadable" })]),
  ).toBeUndefined();
});

test("the latest is told, however long ago; to a digest only what closed since the last", () => {
  const pulses = [pulse("10-20", [1, 2, 2]), pulse("11-20", [3, 4, 5]), pulse("12-20", [5, 5, 4])];
  const told = (from?: string) => report(pulses, from)?.standings[0]?.standing;
  expect(told()).toEqual({ kind: "given", median: 4 });
  expect(told("11-20")).toEqual({ kind: "given", median: 4 });
  expect(told("11-21")).toBeUndefined();
});

test("the trend is against the last pulse before that showed something, of what has a number both times", () => {
  const before = pulse("10-20", [3, 3, 4], { mastery: [3, 3, 3] });
  const small = pulse("11-05", [1], { basis: "waiting" });
  const now = report([before, small, pulse("11-20", [4, 4, 5])]);
  expect(now?.trend).toEqual(
    ["purpose", "belonging", "safe-to-speak"].map((question) => ({ question, from: 3, to: 4 })),
  );
  expect(report([before, pulse("11-20", [5, 5, 5])])?.trend).toBeUndefined();
  expect(report([pulse("11-20", [4, 4, 5])])?.trend).toBeUndefined();
});

test("too few answers say nothing but how many there were", () => {
  expect(report([pulse("11-20", [1, 5], { basis: "waiting" })])).toEqual({
    answered: 2,
    standings: [],
    waits: true,
  });
});

test("answers that were pooled are said to be of the quarter", () => {
  expect(report([pulse("11-20", [1, 5, 5], { basis: "pooled" })])?.standings[0]).toEqual({
    question: "purpose",
    standing: { kind: "given", median: 5 },
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
    "one after a bet that no reading decided",
    [pulse("10-20", [4, 5, 5], { occasion: "hit" }), pulse("11-20", [2, 3, 3])],
    false,
  ],
  [
    "those after a miss were too few by themselves",
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
])("after hits and after misses apart: %s", (_, pulses, apart) => {
  const told = report(pulses)?.apart;
  expect(told !== undefined).toBe(apart);
  if (told)
    expect([told.hit[0]?.standing, told.miss[0]?.standing]).toEqual([
      { kind: "given", median: 5 },
      { kind: "given", median: 3 },
    ]);
});

test("a team that raised its threshold sees hits and misses apart from the new one on", () => {
  const pulses = [
    pulse("10-20", [4, 5, 5], { occasion: "hit" }),
    pulse("11-20", [2, 3, 3], { occasion: "miss" }),
  ];
  expect(pulseReport(aTeam({ anonymityThreshold: 5 }), pulses, { until: UNTIL })?.apart).toBeUndefined();
});

test("a quarter begins by the team's calendar", () => {
  const at = (text: string, timeZone: string) => quarterStart({ timeZone }, instant(text)).toString();
  expect(at("2026-12-31T23:30:00Z", "Europe/Berlin")).toBe("2026-12-31T23:00:00Z");
  expect(at("2026-12-31T23:30:00Z", "America/New_York")).toBe("2026-10-01T04:00:00Z");
});
