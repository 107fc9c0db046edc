import { weekOfDigest } from "./digest.ts";
import { nextDigest, type Team, type TeamSettings } from "#domain/teams/team.ts";

/** A digest later than this is dropped, and the next one covers its week as well. */
const MAX_DELAY = Temporal.Duration.from({ hours: 24 });

/** A digest to enqueue: the moment it reports up to, and the ISO week it is for. */
export type DigestToSend = { readonly moment: Temporal.Instant; readonly week: string };

/** A team's digests to send now (usually none), and when the next is due. */
type DueDigest = { readonly send: readonly DigestToSend[]; readonly next: Temporal.Instant };

/** After an outage, several digests may be due: only those less than a day late are sent. */
export function dueDigest(team: Team, now: Temporal.Instant): DueDigest {
  const send: DigestToSend[] = [];
  let next = team.nextDigestAt;
  while (Temporal.Instant.compare(next, now) <= 0) {
    if (Temporal.Instant.compare(next.add(MAX_DELAY), now) > 0)
      send.push({ moment: next, week: weekOfDigest(team, next) });
    next = nextDigest(team, next);
  }
  return { send, next };
}

/**
 * Reschedules a team's digest when its day, time, time zone or the time zone data change, so that each week still gets
 * exactly one. A digest already due is sent under the old settings. One that the new settings put in the past keeps its
 * time, or is sent at once if that time falls in another week under the new settings.
 */
export function digestAfterChange(team: Team, settings: TeamSettings, now: Temporal.Instant): DueDigest {
  const { send, next: planned } = dueDigest(team, now);
  const changed = { ...team, ...settings };
  const weekOf = (moment: Temporal.Instant) => weekOfDigest(changed, moment);
  const week = weekOfDigest(team, planned);
  let next = nextDigest(changed, now);
  while (weekOf(next) < week) next = nextDigest(changed, next);
  if (weekOf(next) === week) return { send, next };
  if (weekOf(planned) === week) return { send, next: planned };
  return { send: [...send, { moment: now, week }], next: weekOf(next) === weekOf(planned) ? next : planned };
}
