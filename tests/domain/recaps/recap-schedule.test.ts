import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestAfterChange } from "#domain/digests/digest-schedule.ts";
import { boundsOf, quarterBefore, quarterName, quarterNamed, quarterOn } from "#domain/calendar/quarter.ts";
import { dueRecap } from "#domain/recaps/recap-schedule.ts";
import { WEEKDAYS } from "#domain/calendar/schedule.ts";
import { nextDigest, type Team } from "#domain/teams/team.ts";
import { aTeam, day, instant } from "#tests/support/facts.ts";

test.each([
  ["2026-01-01", "2026-Q1", "2025-Q4"],
  ["2026-03-31", "2026-Q1", "2025-Q4"],
  ["2026-04-01", "2026-Q2", "2026-Q1"],
  ["2026-09-30", "2026-Q3", "2026-Q2"],
  ["2026-12-31", "2026-Q4", "2026-Q3"],
])("%s is in %s, after %s", (date, name, before) => {
  expect(quarterName(quarterOn(day(date)))).toBe(name);
  expect(quarterName(quarterBefore(quarterOn(day(date))))).toBe(before);
  expect(quarterNamed(name)).toEqual(quarterOn(day(date)));
});

test.each(["2026-Q5", "2026-Q0", "2026", "Q4", "", "26-Q4", "2026-Q4x"])(
  "%j does not name a quarter",
  (name) => {
    expect(quarterNamed(name)).toBeUndefined();
  },
);

test("a quarter starts and ends at midnight in the team's time zone", () => {
  const { from, until } = boundsOf({ year: 2026, number: 4 }, { timeZone: "Asia/Kolkata" });
  expect([from.toString(), until.toString()]).toEqual(["2026-09-30T18:30:00Z", "2026-12-31T18:30:00Z"]);
});

const withNextDigest = (team: Team, nextDigestAt: Temporal.Instant): Team => ({ ...team, nextDigestAt });

describe("a recap is due", () => {
  test.each([
    ["not before the first digest after its quarter", "2026-12-25", "2027-01-01T14:59:59Z", undefined],
    ["with the first digest after its quarter", "2027-01-01", "2027-01-01T15:00:00Z", "2026-Q4"],
    [
      "with the second as well, in case the first did not send it",
      "2027-01-08",
      "2027-01-08T15:00:00Z",
      "2026-Q4",
    ],
    ["not with later digests of the quarter", "2027-01-15", "2027-03-26T15:00:00Z", undefined],
    [
      "even weeks late, since nothing else covers the quarter",
      "2026-12-18",
      "2027-02-20T15:00:00Z",
      "2026-Q4",
    ],
    [
      "only the latest, after an outage across two quarter ends",
      "2026-09-25",
      "2027-02-20T15:00:00Z",
      "2026-Q4",
    ],
    [
      "still for the previous quarter before the next is due",
      "2026-12-18",
      "2027-04-01T15:00:00Z",
      "2026-Q4",
    ],
    ["not with a digest in the same quarter", "2026-12-11", "2026-12-25T15:00:00Z", undefined],
  ] as const)("%s", (_, nextDigestDay, now, name) => {
    const due = dueRecap(aTeam({ nextDigestAt: instant(`${nextDigestDay}T15:00:00Z`) }), instant(now));
    expect(due && quarterName(due)).toBe(name);
  });

  const zones = fc.constantFrom(
    "Europe/Berlin",
    "Pacific/Kiritimati",
    "America/St_Johns",
    "UTC",
    "Pacific/Apia",
  );
  const settings = fc.record({
    digestDay: fc.constantFrom(...WEEKDAYS),
    digestTime: fc
      .integer({ min: 0, max: 1_439 })
      .map((minutes) => Temporal.PlainTime.from("00:00").add({ minutes })),
    timeZone: zones,
  });

  test("with some digest after the quarter, whatever the team changes around its end", () => {
    fc.assert(
      fc.property(settings, settings, fc.integer({ min: 0, max: 28 * 24 }), (first, second, hours) => {
        const start = instant("2026-12-17T00:00:00Z");
        const changed = aTeam(second);
        let team = aTeam({ ...first, nextDigestAt: nextDigest(aTeam(first), start) });
        const changedAt = start.add({ hours });
        const enqueued = new Set<string>();
        for (
          let now = start;
          Temporal.Instant.compare(now, start.add({ hours: 35 * 24 })) < 0;
          now = now.add({ hours: 6 })
        ) {
          const hasChanged =
            Temporal.Instant.compare(now, changedAt) >= 0 && team.digestDay !== second.digestDay;
          const due = dueRecap(team, now);
          if (due) enqueued.add(quarterName(due));
          const { next } = digestAfterChange(team, hasChanged ? changed : team, now);
          team = withNextDigest(hasChanged ? changed : team, next);
        }
        expect([...enqueued]).toEqual(["2026-Q4"]);
      }),
      { numRuns: 60 },
    );
  });
});
