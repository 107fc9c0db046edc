const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const DAY_WITH_YEAR = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

const atMidnight = (day: Temporal.PlainDate): number => day.toZonedDateTime("UTC").epochMilliseconds;

/** "Fri 15 Jan", with the year if it isn't this year. */
export const formatDay = (day: Temporal.PlainDate, today: Temporal.PlainDate): string =>
  (day.year === today.year ? DAY : DAY_WITH_YEAR).format(atMidnight(day)).replace(",", "");

/** "Fri 15 Jan 2027", for use where nothing else shows the year. */
export const formatFullDay = (day: Temporal.PlainDate): string =>
  DAY_WITH_YEAR.format(atMidnight(day)).replace(",", "");

/** "Fri 15 Jan 2027, 10:00 (Europe/Berlin)", for use where Slack can't show the reader's time zone. */
export function formatInstant(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone);
  return `${formatFullDay(local.toPlainDate())}, ${local.toPlainTime().toString({ smallestUnit: "minute" })} (${timeZone})`;
}

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const DATE_WITH_YEAR = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "7 to 11 December" or "30 November to 4 December", with the years if they differ. */
export function formatDateRange(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  if (first.equals(last)) return DATE.format(atMidnight(last));
  if (first.year !== last.year)
    return `${DATE_WITH_YEAR.format(atMidnight(first))} to ${DATE_WITH_YEAR.format(atMidnight(last))}`;
  const start = first.month === last.month ? String(first.day) : DATE.format(atMidnight(first));
  return `${start} to ${DATE.format(atMidnight(last))}`;
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
