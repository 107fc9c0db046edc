const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const DAY_OF_YEAR = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

const atMidnight = (day: Temporal.PlainDate): number => day.toZonedDateTime("UTC").epochMilliseconds;

/** "Fri 15 Jan"; with the year where it is not this year's. */
export const dayWords = (day: Temporal.PlainDate, today: Temporal.PlainDate): string =>
  (day.year === today.year ? DAY : DAY_OF_YEAR).format(atMidnight(day)).replace(",", "");

/** "Fri 15 Jan 2027": where no other date gives the year. */
export const fullDayWords = (day: Temporal.PlainDate): string =>
  DAY_OF_YEAR.format(atMidnight(day)).replace(",", "");

/** "Fri 15 Jan, 10:00 (Europe/Berlin)": for those who cannot be shown their own time zone. */
export function momentWords(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone);
  return `${fullDayWords(local.toPlainDate())}, ${local.toPlainTime().toString({ smallestUnit: "minute" })} (${timeZone})`;
}

export const WEEKDAY_WORDS = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
} as const;
