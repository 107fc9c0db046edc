import { boundsOf, daysOf, isQuarterNumber, type Quarter, quarterNamed } from "#domain/calendar/quarter.ts";
import type { Team } from "#domain/teams/team.ts";

/** What a report covers. */
export type Period =
  | { readonly kind: "quarter"; readonly quarter: Quarter }
  | { readonly kind: "year"; readonly year: number };

/** Reads "2026-Q4" or "2026". */
export function periodNamed(name: string): Period | undefined {
  const quarter = quarterNamed(name);
  const year = quarter?.year ?? (/^\d{4}$/.test(name) ? Number(name) : 0);
  if (year === 0) return undefined;
  return quarter ? { kind: "quarter", quarter } : { kind: "year", year };
}

export const quartersOf = (period: Period): Quarter[] =>
  period.kind === "quarter"
    ? [period.quarter]
    : [1, 2, 3, 4].filter(isQuarterNumber).map((number) => ({ year: period.year, number }));

const endsOf = (period: Period): { first: Quarter; last: Quarter } =>
  period.kind === "quarter"
    ? { first: period.quarter, last: period.quarter }
    : { first: { year: period.year, number: 1 }, last: { year: period.year, number: 4 } };

/** First and last day. */
export function daysOfPeriod(period: Period): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  const { first, last } = endsOf(period);
  return { from: daysOf(first).from, until: daysOf(last).until };
}

/** Start (inclusive) and end (exclusive) in the team's time zone. */
export function boundsOfPeriod(
  period: Period,
  team: Pick<Team, "timeZone">,
): { from: Temporal.Instant; until: Temporal.Instant } {
  const { first, last } = endsOf(period);
  return { from: boundsOf(first, team).from, until: boundsOf(last, team).until };
}
