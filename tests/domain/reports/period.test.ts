import { expect, test } from "vitest";
import { boundsOfPeriod, daysOfPeriod, periodNamed, quartersOf } from "#domain/reports/period.ts";
import { aTeam, day, instant } from "#tests/support/facts.ts";

test.each([
  ["2026-Q4", "2026-10-01", "2026-12-31", 1],
  ["2026", "2026-01-01", "2026-12-31", 4],
])("%s is from %s to %s, and has %d quarters", (name, from, until, quarters) => {
  const period = periodNamed(name)!;
  expect(daysOfPeriod(period)).toEqual({ from: day(from), until: day(until) });
  expect(quartersOf(period)).toHaveLength(quarters);
});

test.each(["", "2026-Q5", "2026-Q0", "Q4", "26", "0000", "0000-Q1", "next"])("%j is no period", (name) => {
  expect(periodNamed(name)).toBeUndefined();
});

test("a year begins and ends at midnight where the team is", () => {
  expect(boundsOfPeriod({ kind: "year", year: 2026 }, aTeam())).toEqual({
    from: instant("2025-12-31T23:00:00Z"),
    until: instant("2026-12-31T23:00:00Z"),
  });
});
