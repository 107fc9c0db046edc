import { quarterOf } from "#domain/goals/goal.ts";
import type { Team } from "./team.ts";

/** The quarter of a moment by the team's calendar: its first day, and when it is over. */
export function quarterAt(
  { timeZone }: Pick<Team, "timeZone">,
  at: Temporal.Instant,
): { readonly quarter: Temporal.PlainDate; readonly endsAt: Temporal.Instant } {
  const { from, until } = quarterOf(at.toZonedDateTimeISO(timeZone).toPlainDate());
  return { quarter: from, endsAt: until.add({ days: 1 }).toZonedDateTime(timeZone).toInstant() };
}
