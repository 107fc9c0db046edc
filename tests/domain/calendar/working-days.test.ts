import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addWorkingDays,
  atWallClock,
  isoWeek,
  workingDayFrom,
  workingDayUntil,
} from "#domain/calendar/schedule.ts";

test.each([
  ["2026-11-02", 0, "2026-11-02"],
  ["2026-11-02", 3, "2026-11-05"],
  ["2026-11-04", 3, "2026-11-09"],
  ["2026-11-06", 1, "2026-11-09"],
  ["2026-11-07", 1, "2026-11-09"],
  ["2026-11-08", 3, "2026-11-11"],
  ["2026-12-30", 3, "2027-01-04"],
  ["2028-02-28", 1, "2028-02-29"],
])("%s plus %d working days is %s", (from, days, to) => {
  expect(addWorkingDays(Temporal.PlainDate.from(from), days).toString()).toBe(to);
});

const anyDay = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => Temporal.PlainDate.from("2000-01-01").add({ days }));

test("working days skip weekends, add up, and five make a week", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), (from, a, b) => {
      const to = addWorkingDays(from, a);
      expect(to.dayOfWeek).toBeLessThanOrEqual(5);
      expect(addWorkingDays(to, b).equals(addWorkingDays(from, a + b))).toBe(true);
      if (from.dayOfWeek <= 5) expect(addWorkingDays(from, 5).equals(from.add({ days: 7 }))).toBe(true);
    }),
  );
});

test.each([
  ["an ordinary day", "Europe/Berlin", "2026-11-02", "10:00", "2026-11-02T09:00:00Z"],
  ["a skipped 02:30 is 03:30", "Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:30:00Z"],
  ["02:30 that occurs twice is the first", "Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"],
  ["a skipped 02:30 in New York", "America/New_York", "2027-03-14", "02:30", "2027-03-14T07:30:00Z"],
  ["a clock change of half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"],
  ["a skipped midnight", "Africa/Cairo", "2027-04-30", "00:00", "2027-04-29T22:00:00Z"],
  ["a skipped day", "Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T20:00:00Z"],
])("%s (%s, %s %s) is %s", (_, timeZone, date, time, instant) => {
  const at = atWallClock(Temporal.PlainDate.from(date), Temporal.PlainTime.from(time), timeZone);
  expect(at.toString()).toBe(instant);
});

test("a wall-clock time reads back unchanged, or later by the gap it falls into", () => {
  const zones = fc.constantFrom("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tehran");
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 24 * 60 - 1 }), zones, (date, minute, timeZone) => {
      const time = new Temporal.PlainTime().add({ minutes: minute });
      const readBack = atWallClock(date, time, timeZone).toZonedDateTimeISO(timeZone).toPlainDateTime();
      const gap = date.toPlainDateTime(time).until(readBack).total("minutes");
      expect([0, 30, 60]).toContain(gap);
    }),
  );
});

test.each([
  ["2026-11-16", "2026-W47"],
  ["2026-11-22", "2026-W47"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
])("%s is in ISO week %s", (date, week) => {
  expect(isoWeek(Temporal.PlainDate.from(date))).toBe(week);
});

test.each([
  ["2026-11-06", "2026-11-06", "2026-11-06"],
  ["2026-11-07", "2026-11-09", "2026-11-06"],
  ["2026-11-08", "2026-11-09", "2026-11-06"],
  ["2026-11-09", "2026-11-09", "2026-11-09"],
  ["2027-01-31", "2027-02-01", "2027-01-29"],
])("from %s, the next working day is %s and the last one %s", (date, next, last) => {
  const day = Temporal.PlainDate.from(date);
  expect([workingDayFrom(day).toString(), workingDayUntil(day).toString()]).toEqual([next, last]);
});
