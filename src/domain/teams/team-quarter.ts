import type { Team } from "./team.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

/** The quarter of a moment by the team's calendar: its first day, and when it is over. */
export function quarterAt(
  { timeZone }: Pick<Team, "timeZone">,
  at: Temporal.Instant,
): { readonly quarter: Temporal.PlainDate; readonly endsAt: Temporal.Instant } {
  const { from, until } = quarterDays(at.toZonedDateTimeISO(timeZone).toPlainDate());
  return { quarter: from, endsAt: until.add({ days: 1 }).toZonedDateTime(timeZone).toInstant() };
}

/** When the quarter began, by the team's calendar. */
export const quarterStart = ({ timeZone }: Pick<Team, "timeZone">, at: Temporal.Instant): Temporal.Instant =>
  quarterDays(at.toZonedDateTimeISO(timeZone).toPlainDate()).from.toZonedDateTime(timeZone).toInstant();
