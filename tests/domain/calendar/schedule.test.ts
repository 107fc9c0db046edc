import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingDays, isoWeek, nextWeekly, WEEKDAYS } from "#domain/calendar/schedule.ts";

const weekly = (timeZone: string, day: (typeof WEEKDAYS)[number], time: string) => ({
  timeZone,
  day,
  time: Temporal.PlainTime.from(time),
});

test.each([
  ["an hour before it is due", "2026-11-06T14:00:00Z", "Europe/Berlin", 5, "16:00", "2026-11-06T15:00:00Z"],
  [
    "exactly at its time, it is next week's",
    "2026-11-06T15:00:00Z",
    "Europe/Berlin",
    5,
    "16:00",
    "2026-11-13T15:00:00Z",
  ],
  [
    "across the end of summer time",
    "2026-10-23T14:00:00Z",
    "Europe/Berlin",
    5,
    "16:00",
    "2026-10-30T15:00:00Z",
  ],
  [
    "across the start of summer time",
    "2027-03-26T15:00:00Z",
    "Europe/Berlin",
    5,
    "16:00",
    "2027-04-02T14:00:00Z",
  ],
  [
    "a skipped time moves forward",
    "2027-03-27T12:00:00Z",
    "Europe/Berlin",
    7,
    "02:30",
    "2027-03-28T01:30:00Z",
  ],
  [
    "a time that occurs twice is the first",
    "2026-10-24T12:00:00Z",
    "Europe/Berlin",
    7,
    "02:30",
    "2026-10-25T00:30:00Z",
  ],
  [
    "a time that occurs twice is not repeated an hour later",
    "2026-10-25T00:30:00Z",
    "Europe/Berlin",
    7,
    "02:30",
    "2026-11-01T01:30:00Z",
  ],
  [
    "the team's day, not UTC's",
    "2026-11-06T05:00:00Z",
    "Pacific/Auckland",
    5,
    "16:00",
    "2026-11-13T03:00:00Z",
  ],
  [
    "a clock change of half an hour",
    "2026-10-02T12:00:00Z",
    "Australia/Lord_Howe",
    7,
    "02:15",
    "2026-10-03T15:45:00Z",
  ],
  [
    "a midnight that the clock skips",
    "2026-09-04T12:00:00Z",
    "America/Santiago",
    7,
    "00:00",
    "2026-09-06T04:00:00Z",
  ],
  [
    "a day that the calendar skips",
    "2011-12-29T12:00:00Z",
    "Pacific/Apia",
    5,
    "16:00",
    "2011-12-31T02:00:00Z",
  ],
] as const)("next weekly moment: %s", (_, after, timeZone, day, time, next) => {
  expect(nextWeekly(Temporal.Instant.from(after), weekly(timeZone, day, time)).toString()).toBe(next);
});

const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Asia/Tehran",
  "Asia/Gaza",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
];
const schedules = fc.record({
  timeZone: fc.constantFrom(...zones),
  day: fc.constantFrom(...WEEKDAYS),
  time: fc
    .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
    .map((time) => Temporal.PlainTime.from(time)),
});
const moments = fc
  .integer({ min: Date.UTC(2015), max: Date.UTC(2035) })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

test("every calendar week has exactly one moment, for years", () => {
  fc.assert(
    fc.property(schedules, moments, (schedule, start) => {
      let at = start;
      let before: Temporal.PlainDate | undefined;
      for (let count = 0; count < 110; count += 1) {
        at = nextWeekly(at, schedule);
        const local = at.toZonedDateTimeISO(schedule.timeZone).toPlainDate();
        // Where the clock jumps over midnight, the moment can be just inside the next day.
        const day = local.dayOfWeek === schedule.day ? local : local.subtract({ days: 1 });
        expect(day.dayOfWeek).toBe(schedule.day);
        if (before) expect(before.until(day, { largestUnit: "day" }).days).toBe(7);
        before = day;
      }
    }),
    { numRuns: 40 },
  );
});

test("is the earliest moment after the given one", () => {
  fc.assert(
    fc.property(schedules, moments, (schedule, after) => {
      const next = nextWeekly(after, schedule);
      expect(Temporal.Instant.compare(next, after)).toBe(1);
      expect(nextWeekly(next.subtract({ milliseconds: 1 }), schedule).equals(next)).toBe(true);
      expect(next.since(after).total("hours")).toBeLessThanOrEqual(7 * 24 + 2);
    }),
  );
});

test.each([
  ["2026-11-13", 3, "2026-11-18"],
  ["2026-11-11", 3, "2026-11-16"],
  ["2026-11-14", 1, "2026-11-16"],
  ["2026-11-09", 0, "2026-11-09"],
])("adds working days: %s plus %d is %s", (from, days, to) => {
  expect(addWorkingDays(Temporal.PlainDate.from(from), days).toString()).toBe(to);
});

test.each([
  ["2026-11-20", "2026-W47"],
  ["2027-01-01", "2026-W53"],
  ["2026-01-05", "2026-W02"],
])("%s is in ISO week %s", (day, week) => {
  expect(isoWeek(Temporal.PlainDate.from(day))).toBe(week);
});
