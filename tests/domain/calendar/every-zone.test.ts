import { expect, test } from "vitest";
import { WEEKDAYS, type Weekday } from "#domain/calendar/schedule.ts";
import { AWKWARD_TIMES, simulate, type Schedule, ZONES } from "#tests/schedules/every-zone.ts";

// `npm run schedules` lives through all weeks of four years. Here: those in which a clock changes, and one time a zone.
const FROM = Temporal.Instant.from("2026-01-01T00:00:00Z");
const UNTIL = Temporal.Instant.from("2028-01-01T00:00:00Z");

/** The moments at which a zone's clock changes. */
function changesOf(timeZone: string): Temporal.ZonedDateTime[] {
  const changes: Temporal.ZonedDateTime[] = [];
  let at = FROM.toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  while (at && Temporal.Instant.compare(at.toInstant(), UNTIL) < 0) {
    changes.push(at);
    at = at.getTimeZoneTransition("next");
  }
  return changes;
}

test("each week has one digest, in every zone, over every change of its clock in two years", () => {
  const wrong: string[] = [];
  let [moved, twice] = [0, 0];
  for (const timeZone of ZONES)
    for (const change of changesOf(timeZone)) {
      const day = change.dayOfWeek as Weekday;
      for (const time of AWKWARD_TIMES) {
        const from = change.toInstant().subtract({ hours: 9 * 24 });
        const lived = simulate({ timeZone, day, time }, from, 3);
        moved += lived.moved;
        twice += lived.twice;
        wrong.push(...lived.wrong);
      }
    }
  expect(wrong).toEqual([]);
  expect([moved, twice].every((times) => times > 100)).toBe(true);
});

test("and so has each week of a year, in every zone at one time", () => {
  const schedules = ZONES.map((timeZone, index): Schedule => ({
    timeZone,
    day: WEEKDAYS[index % WEEKDAYS.length] ?? 1,
    time: AWKWARD_TIMES[index % AWKWARD_TIMES.length] ?? "00:00",
  }));
  const lived = schedules.map((schedule) => simulate(schedule, FROM, 53));
  expect(lived.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(lived.every(({ digests }) => digests === 53)).toBe(true);
});
