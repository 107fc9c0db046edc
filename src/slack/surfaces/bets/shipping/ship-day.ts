import { GB as chrono } from "chrono-node/en";

type Day = Temporal.PlainDate;

/** "3/11" is a day in November or in March, depending on who writes it. */
const AMBIGUOUS = /^(?<first>\d{1,2})[/.-](?<second>\d{1,2})(?!\d)/u;
const MONTHS = 12;

/** The day on which a bet shipped: "3 Nov", "yesterday", "Monday", "2026-11-03". Undefined if it says anything else. */
export function readShipDay(typed: string, today: Day): Day | undefined {
  const text = typed.trim().replace(/^on\s+/iu, "");
  const { first, second } = AMBIGUOUS.exec(text)?.groups ?? {};
  if (first !== undefined && Number(first) <= MONTHS && Number(second) <= MONTHS && first !== second)
    return undefined;
  // Noon of the day, in the process's time zone, in which chrono reads: it exists in every zone.
  const [found] = chrono.parse(text, new Date(today.year, today.month - 1, today.day, 12));
  if (!found || found.text.length !== text.length || found.end || found.start.isCertain("hour"))
    return undefined;
  const [year, month, day] = [found.start.get("year"), found.start.get("month"), found.start.get("day")];
  if (year === null || month === null || day === null) return undefined;
  const read = Temporal.PlainDate.from({ year, month, day });
  const isWeekday = !found.start.isCertain("day");
  // "November" and "last year" are no days.
  if (isWeekday && (found.start.isCertain("month") || !found.start.isCertain("weekday"))) return undefined;
  // "Friday" is the last one.
  return isWeekday && Temporal.PlainDate.compare(read, today) > 0 ? read.subtract({ days: 7 }) : read;
}

const ANY_DAY = Temporal.PlainDate.from("2026-06-15");

/** Whether these words are a day, whichever it is. */
export const readsAsDay = (typed: string): boolean => readShipDay(typed, ANY_DAY) !== undefined;
