import type { Team } from "./team.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

/** The quarter that a moment is in, by the team's calendar: its first day, and when it ends. */
export function quarterAt(
  { timeZone }: Pick<Team, "timeZone">,
  at: Temporal.Instant,
): { readonly quarter: Temporal.PlainDate; readonly endsAt: Temporal.Instant } {
  const { from, until } = quarterDays(at.toZonedDateTimeISO(timeZone).toPlainDate());
  return { quarter: from, endsAt: until.add({ days: 1 }).toZonedDateTime(timeZone).toInstant() };
}

/** When the quarter that a moment is in began, by the team's calendar. */
export const quarterStart = ({ timeZone }: Pick<Team, "timeZone">, at: Temporal.Instant): Temporal.Instant =>
  quarterDays(at.toZonedDateTimeISO(timeZone).toPlainDate()).from.toZonedDateTime(timeZone).toInstant();
