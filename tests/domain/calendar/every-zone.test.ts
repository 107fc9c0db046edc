import { expect, test } from "vitest";
import { WEEKDAYS, type Weekday } from "#domain/calendar/schedule.ts";
import { AWKWARD_TIMES, simulate, type Schedule, ZONES } from "#tests/schedules/every-zone.ts";

// `npm run schedules` simulates all weeks of four years. Here: weeks with a clock change, and a year at one time.
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

test("each week has one digest, across every clock change of every zone in two years", () => {
  const wrong: string[] = [];
  let [moved, twice] = [0, 0];
  for (const timeZone of ZONES)
    for (const change of changesOf(timeZone)) {
      const day = change.dayOfWeek as Weekday;
      for (const time of AWKWARD_TIMES) {
        const from = change.toInstant().subtract({ hours: 9 * 24 });
        const weeks = simulate({ timeZone, day, time }, from, 3);
        moved += weeks.moved;
        twice += weeks.twice;
        wrong.push(...weeks.wrong);
      }
    }
  expect(wrong).toEqual([]);
  expect([moved, twice].every((count) => count > 100)).toBe(true);
});

test("each week of a year has one digest, at one time in every zone", () => {
  const schedules = ZONES.map((timeZone, index): Schedule => ({
    timeZone,
    day: WEEKDAYS[index % WEEKDAYS.length] ?? 1,
    time: AWKWARD_TIMES[index % AWKWARD_TIMES.length] ?? "00:00",
  }));
  const simulated = schedules.map((schedule) => simulate(schedule, FROM, 53));
  expect(simulated.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(simulated.every(({ digests }) => digests === 53)).toBe(true);
});
