import { nextDigest, type Team } from "#domain/team.ts";

/** How late a digest still comes; an older one is left out, and the next covers its weeks as well. */
const AT_MOST_LATE = Temporal.Duration.from({ hours: 24 });

/** What is to be done about a team's digest by now: the moment of the one to send, if any, and when the next is due. */
export type DueDigest = { readonly send?: Temporal.Instant; readonly next: Temporal.Instant };

/** After an outage several moments may have passed: only the last of them is looked at. */
export function dueDigest(team: Team, now: Temporal.Instant): DueDigest {
  let last: Temporal.Instant | undefined;
  let next = team.nextDigestAt;
  while (Temporal.Instant.compare(next, now) <= 0) {
    last = next;
    next = nextDigest(team, next);
  }
  return last && Temporal.Instant.compare(last.add(AT_MOST_LATE), now) > 0 ? { send: last, next } : { next };
}
