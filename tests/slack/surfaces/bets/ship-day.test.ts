import { expect, test } from "vitest";
import { readsAsDay, readShipDay } from "#slack/surfaces/bets/shipping/ship-day.ts";
import { day } from "#tests/support/facts.ts";

/** A Saturday. */
const TODAY = day("2026-11-28");

test.each([
  ["3 Nov", "2026-11-03"],
  ["Nov 3", "2026-11-03"],
  ["on 3 November 2026", "2026-11-03"],
  ["2026-11-03", "2026-11-03"],
  ["yesterday", "2026-11-27"],
  ["today", "2026-11-28"],
  // The last Monday, not the next.
  ["Monday", "2026-11-23"],
  ["on Sunday", "2026-11-22"],
  ["13/11", "2026-11-13"],
  ["30 Dec", "2026-12-30"],
])("%s is read as the day %s", (typed, expected) => {
  expect(readShipDay(typed, TODAY)?.toString()).toBe(expected);
  expect(readsAsDay(typed)).toBe(true);
});

test("in January, 30 Dec is last year's", () => {
  expect(readShipDay("30 Dec", day("2027-01-04"))).toEqual(day("2026-12-30"));
});

test.each(["3/11", "new mails", "3", "in Q1", "3 Nov at 10:00", "3 Nov or 4 Nov", "November", ""])(
  "“%s” is not read as a day",
  (typed) => expect(readShipDay(typed, TODAY)).toBeUndefined(),
);
