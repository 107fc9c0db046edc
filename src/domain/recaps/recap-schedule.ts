import { daysOf, type Quarter, quarterBefore, quarterOn } from "#domain/calendar/quarter.ts";
import { nextDigest, type Team } from "#domain/teams/team.ts";

/**
 * A recap comes with the first digest after its quarter. Between two digests there are less than two weeks, however a team
 * moves its day and time; a digest later in the quarter enqueues none, so that Ourcome does not begin with a recap long past.
 */
const WITHIN_DAYS = 14;

/**
 * The quarter whose recap is due by now to a team that waits for its digest. A digest that would come too late is left out,
 * a recap is not, since no other tells its quarter; after an outage over two of them the last one comes.
 */
export function dueRecap(team: Team, now: Temporal.Instant): Quarter | undefined {
  let due: Quarter | undefined;
  let moment = team.nextDigestAt;
  while (Temporal.Instant.compare(moment, now) <= 0) {
    const day = moment.toZonedDateTimeISO(team.timeZone).toPlainDate();
    const quarter = quarterOn(day);
    const since = daysOf(quarter).from.until(day, { largestUnit: "day" }).days;
    if (since < WITHIN_DAYS) due = quarterBefore(quarter);
    moment = nextDigest(team, moment);
  }
  return due;
}
