import { daysOf, type Quarter, quarterBefore, quarterOn } from "#domain/calendar/quarter.ts";
import { nextDigest, type Team } from "#domain/teams/team.ts";

/**
 * A recap comes with the first digest after its quarter. Digests are less than two weeks apart, however a team moves
 * its day and time. Later digests enqueue none, so that a team does not start with a recap of the distant past.
 */
const MAX_DAYS_LATE = 14;

/**
 * The quarter whose recap is due with the team's due digests. Late digests are dropped, but a late recap is not, since
 * nothing else covers its quarter. After an outage that spans two recaps, only the latest is due.
 */
export function dueRecap(team: Team, now: Temporal.Instant): Quarter | undefined {
  let due: Quarter | undefined;
  let moment = team.nextDigestAt;
  while (Temporal.Instant.compare(moment, now) <= 0) {
    const day = moment.toZonedDateTimeISO(team.timeZone).toPlainDate();
    const quarter = quarterOn(day);
    const daysLate = daysOf(quarter).from.until(day, { largestUnit: "day" }).days;
    if (daysLate < MAX_DAYS_LATE) due = quarterBefore(quarter);
    moment = nextDigest(team, moment);
  }
  return due;
}
