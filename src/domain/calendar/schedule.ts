/** ISO weekdays: Monday is 1, Sunday 7. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const FRIDAY = 5;

/**
 * The instant of a wall-clock time in a time zone. A time that the clock skips moves forward, and one that occurs twice
 * is the first (Temporal's "compatible").
 */
export const atWallClock = (
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  timeZone: string,
): Temporal.Instant => date.toZonedDateTime({ timeZone, plainTime: time }).toInstant();

/** The first moment after `after` on this weekday at this time, in the time zone. */
export function nextWeekly(
  after: Temporal.Instant,
  { timeZone, day, time }: { timeZone: string; day: Weekday; time: Temporal.PlainTime },
): Temporal.Instant {
  const today = after.toZonedDateTimeISO(timeZone).toPlainDate();
  // Starts a day early: where the clock jumps over midnight, yesterday's time can still be ahead.
  let date = today.subtract({ days: 1 });
  date = date.add({ days: (day - date.dayOfWeek + 7) % 7 });
  while (Temporal.Instant.compare(atWallClock(date, time, timeZone), after) <= 0)
    date = date.add({ days: 7 });
  return atWallClock(date, time, timeZone);
}

/** The date this many working days (Monday to Friday) later. */
export function addWorkingDays(date: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let left = days;
  let day = date;
  while (left > 0) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= FRIDAY) left -= 1;
  }
  return day;
}

/** This date, or the next Monday if it is at a weekend. */
export const workingDayFrom = (date: Temporal.PlainDate): Temporal.PlainDate =>
  date.dayOfWeek > FRIDAY ? date.add({ days: 8 - date.dayOfWeek }) : date;

/** This date, or the Friday before if it is at a weekend. */
export const workingDayUntil = (date: Temporal.PlainDate): Temporal.PlainDate =>
  date.subtract({ days: Math.max(0, date.dayOfWeek - FRIDAY) });

/** The ISO week of a date, such as "2026-W47". */
export const isoWeek = (date: Temporal.PlainDate): string =>
  `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, "0")}`;
