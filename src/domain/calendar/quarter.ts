import type { Team } from "#domain/teams/team.ts";

/** A calendar quarter. */
export type Quarter = { readonly year: number; readonly number: QuarterNumber };
type QuarterNumber = 1 | 2 | 3 | 4;

const NUMBERS: readonly QuarterNumber[] = [1, 2, 3, 4];
const MONTHS = 3;

export const isQuarterNumber = (number: number): number is QuarterNumber =>
  NUMBERS.some((valid) => valid === number);

export const quarterOn = (date: Temporal.PlainDate): Quarter => ({
  year: date.year,
  number: NUMBERS[Math.ceil(date.month / MONTHS) - 1] ?? 1,
});

export const quarterBefore = ({ year, number }: Quarter): Quarter =>
  quarterOn(firstDay({ year, number }).subtract({ days: 1 }));

/** First and last day of a quarter. */
export function daysOf(quarter: Quarter): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const from = firstDay(quarter);
  return { from, until: from.add({ months: MONTHS }).subtract({ days: 1 }) };
}

/** First and last day of the quarter that a date is in. */
export const quarterDays = (date: Temporal.PlainDate): ReturnType<typeof daysOf> => daysOf(quarterOn(date));

/** "2026-Q4": identifies a quarter in delivery keys and button values. */
export const quarterName = ({ year, number }: Quarter): string =>
  `${String(year).padStart(4, "0")}-Q${number}`;

export function quarterNamed(name: string): Quarter | undefined {
  const { year, number } = /^(?<year>\d{4})-Q(?<number>[1-4])$/.exec(name)?.groups ?? {};
  const parsed = Number(number);
  return isQuarterNumber(parsed) ? { year: Number(year), number: parsed } : undefined;
}

/** A quarter's start (inclusive) and end (exclusive) in the team's time zone. */
export function boundsOf(
  quarter: Quarter,
  { timeZone }: Pick<Team, "timeZone">,
): { from: Temporal.Instant; until: Temporal.Instant } {
  const { from, until } = daysOf(quarter);
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant();
  return { from: startOf(from), until: startOf(until.add({ days: 1 })) };
}

const firstDay = ({ year, number }: Quarter): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year, month: (number - 1) * MONTHS + 1, day: 1 });

/** `from` is inclusive, `until` exclusive. */
export const isWithin = (at: Temporal.Instant, from: Temporal.Instant, until: Temporal.Instant): boolean =>
  Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0;
