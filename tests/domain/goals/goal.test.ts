import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { checkPeriod } from "#domain/goals/goal.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ["2026-11-02", "2026-10-01", "2026-12-31"],
  ["2026-12-31", "2026-10-01", "2026-12-31"],
  ["2027-01-01", "2027-01-01", "2027-03-31"],
  ["2028-02-29", "2028-01-01", "2028-03-31"],
  ["2026-05-31", "2026-04-01", "2026-06-30"],
])("the quarter of %s runs from %s to %s", (date, from, until) => {
  const quarter = quarterDays(day(date));
  expect([quarter.from.toString(), quarter.until.toString()]).toEqual([from, until]);
});

test("a date is in its quarter, which is a valid period, and the day after it starts the next", () => {
  assert(
    property(integer({ min: 0, max: 40_000 }), (days) => {
      const date = day("2000-01-01").add({ days });
      const { from, until } = quarterDays(date);
      const next = until.add({ days: 1 });
      return (
        Temporal.PlainDate.compare(from, date) <= 0 &&
        Temporal.PlainDate.compare(date, until) <= 0 &&
        quarterDays(next).from.equals(next) &&
        checkPeriod({ from, until }).ok
      );
    }),
  );
});
