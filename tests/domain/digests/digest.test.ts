import * as fc from "fast-check";
import type { Retro } from "#domain/retros/retro.ts";
import { expect, test } from "vitest";
import { composeWeek, weekBefore, weekOfDigest } from "#domain/digests/digest.ts";
import {
  aBet,
  aGoal,
  aLearning,
  aTeam,
  day,
  final,
  instant,
  provisional,
  weekFacts,
} from "#tests/support/facts.ts";

test("lists the verdicts that became final in the week, hits and misses alike by number", () => {
  const bets = [
    aBet(5, final(41, "2026-12-11T15:00:00Z")),
    aBet(4, final("stopped-early", "2026-12-11T14:59:59Z")),
    aBet(3, final(33, "2026-12-04T15:00:00Z")),
    aBet(2, final(41, "2026-12-08T15:00:00Z")),
    aBet(1, final(41, "2026-12-04T14:59:59Z")),
    aBet(6, provisional(38)),
  ];
  const week = composeWeek(weekFacts({ bets }));
  expect(week.newVerdicts.map(({ number }) => number)).toEqual([2, 3, 4]);
  expect(week.provisional.map(({ number }) => number)).toEqual([6]);
});

test("the track record counts every settled bet, with own and handed-down bets apart", () => {
  const handed = { mandate: { chosen: "decided-for-us" } } as const;
  const agreed = { mandate: { chosen: "asked-and-agreed" } } as const;
  const bets = [
    aBet(1, final(40)),
    aBet(2, { ...final(36), ...agreed }),
    aBet(3, { ...final("stopped-early"), ...handed }),
    aBet(4, { ...final(44), ...handed }),
    aBet(5),
    aBet(6, provisional(44)),
  ];
  expect(composeWeek(weekFacts({ bets })).trackRecord).toMatchObject({
    all: { hits: 2, settled: 4 },
    own: { hits: 1, settled: 2 },
    handedDown: { hits: 1, settled: 2 },
  });
  expect(composeWeek(weekFacts({ bets: [aBet(5)] })).trackRecord).toEqual({});
});

test("the chart shows the latest twenty settled bets, oldest first, without declared verdicts", () => {
  const settledOn = (number: number) => instant("2026-10-10T00:00:00Z").add({ hours: number }).toString();
  const bets = Array.from({ length: 25 }, (_, index) => aBet(25 - index, final(36, settledOn(index))));
  const { realised } = composeWeek(weekFacts({ bets: [...bets, aBet(26, final("invalid"))] }));
  expect(realised).toHaveLength(20);
  expect(realised[0]).toEqual({ number: 20, share: 0.5 });
  expect(realised.at(-1)).toEqual({ number: 1, share: 0.5 });
});

const closed = (closedAt: string): Retro["state"] => ({
  kind: "closed",
  closedAt: instant(closedAt),
  tally: { themes: [], decision: { kind: "none" } },
});

test("lists the learnings added in the week, most votes first", () => {
  const learnings = [
    aLearning("new", { votes: 1 }),
    aLearning("loved", { votes: 5 }),
    aLearning("old", { votes: 9, addedAt: instant("2026-12-01T10:00:00Z") }),
  ];
  expect(composeWeek(weekFacts({ learnings })).learnings.map(({ text }) => text)).toEqual(["loved", "new"]);
});

test.each([
  ["while the retro is open", { kind: "open", closesAt: instant("2026-12-12T10:00:00Z") }, []],
  ["after the retro closed in the week", closed("2026-12-10T10:00:00Z"), ["told", "late"]],
  ["after the retro closed the week before", closed("2026-12-03T10:00:00Z"), ["late"]],
] as const)("shows a learning once its votes are counted: %s", (_when, state, expected) => {
  const learnings = [
    aLearning("told", { addedAt: instant("2026-12-02T10:00:00Z") }),
    aLearning("late", { addedAt: instant("2026-12-10T12:00:00Z") }),
  ];
  const { bet, workspace, team } = aLearning("any");
  const retros: Retro[] = [
    { id: "retro", workspace, team, bet, openedAt: instant("2026-12-01T10:00:00Z"), state },
  ];
  expect(composeWeek(weekFacts({ learnings, retros })).learnings.map(({ text }) => text)).toEqual(expected);
});

test("lists open bets whose review is overdue or due within two weeks", () => {
  const bets = ["2026-12-26", "2026-12-25", "2026-12-11", "2026-11-30"].map((reviewOn, index) =>
    aBet(index + 1, { terms: { reviewOn: day(reviewOn) } }),
  );
  const settled = aBet(9, { ...final(40), terms: { reviewOn: day("2026-12-12") } });
  const week = composeWeek(weekFacts({ bets: [...bets, settled] }));
  expect(week.upForReview.map(({ number }) => number)).toEqual([4, 3, 2]);
});

test.each([
  ["halfway through the quarter", 50, "2026-11-15", { kind: "on-pace" }],
  ["behind", 42, "2026-11-15", { kind: "behind", by: 8 }],
  ["ahead", 61, "2026-11-15", { kind: "ahead", by: 11 }],
  ["reached", 100, "2026-11-15", { kind: "reached" }],
  ["before the period begins", 0, "2026-09-30", { kind: "not-begun" }],
  ["long after the period ended", 90, "2027-02-01", { kind: "behind", by: 10 }],
])("the pace of a key result: %s", (_, current, today, pace) => {
  const until = day(today).toZonedDateTime({ timeZone: "Europe/Berlin", plainTime: "16:00" }).toInstant();
  const [first] = composeWeek(weekFacts({ goals: [aGoal({ current })], until })).keyResults;
  expect(first?.pace).toEqual(pace);
});

test("reverses the pace of a key result that should fall", () => {
  const goals = [aGoal({ unit: "%", baseline: 5, target: 3, current: 4.5 }, { until: day("2026-12-11") })];
  expect(composeWeek(weekFacts({ goals })).keyResults[0]?.pace).toEqual({ kind: "behind", by: 1.5 });
});

test.each([
  ["a Friday afternoon", 5, "16:00", "2026-12-11", 50, "2026-12-07", "2026-12-11"],
  ["a Monday morning covers the week before", 1, "09:00", "2026-12-14", 50, "2026-12-07", "2026-12-11"],
  ["a Wednesday noon", 3, "12:00", "2026-12-09", 50, "2026-12-03", "2026-12-09"],
  ["a Sunday night", 7, "22:00", "2026-12-13", 50, "2026-12-07", "2026-12-11"],
  ["across the new year", 5, "16:00", "2027-01-01", 53, "2026-12-28", "2027-01-01"],
] as const)("the days a digest covers: %s", (_, digestDay, time, date, number, first, last) => {
  const team = aTeam({ digestDay, digestTime: Temporal.PlainTime.from(time) });
  const until = day(date).toZonedDateTime({ timeZone: team.timeZone, plainTime: time }).toInstant();
  const { span } = composeWeek(weekFacts({ team, until, from: weekBefore(until, team.timeZone) }));
  expect(span).toEqual({ week: number, first: day(first), last: day(last) });
  expect(weekOfDigest(team, until)).toBe(`${day(last).yearOfWeek}-W${number}`);
});

test("a longer period has its start date", () => {
  const { span } = composeWeek(weekFacts({ from: instant("2026-11-20T15:00:00Z") }));
  expect(span).toMatchObject({ since: day("2026-11-20"), first: day("2026-11-23") });
  const quiet = { from: instant("2026-11-20T15:00:00Z"), coveredUntil: instant("2026-12-04T15:00:00Z") };
  expect(composeWeek(weekFacts(quiet)).span).not.toHaveProperty("since");
  const autumn = { from: instant("2026-10-23T14:00:00Z"), until: instant("2026-10-30T15:00:00Z") };
  expect(composeWeek(weekFacts(autumn)).span).not.toHaveProperty("since");
});

test("shows each bet in one place, whatever its outcome", () => {
  const states = fc.oneof(
    fc.constant({}),
    fc.integer({ min: 0, max: 60 }).map((value) => provisional(value)),
    fc.integer({ min: 0, max: 60 }).map((value) => final(value)),
  );
  fc.assert(
    fc.property(fc.array(states, { maxLength: 40 }), (all) => {
      const near = { terms: { reviewOn: day("2026-12-12") } };
      const bets = all.map((state, index) => aBet(index + 1, { ...near, ...state }));
      const week = composeWeek(weekFacts({ bets }));
      const shown = [...week.newVerdicts, ...week.provisional, ...week.upForReview].map(
        ({ number }) => number,
      );
      expect(shown.sort((a, b) => a - b)).toEqual(bets.map(({ number }) => number));
      expect(week.trackRecord.all?.settled ?? 0).toBe(week.newVerdicts.length);
    }),
  );
});
