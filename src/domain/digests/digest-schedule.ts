import { weekOfDigest } from "./digest.ts";
import { nextDigest, type Team, type TeamSettings } from "#domain/teams/team.ts";

/** How late a digest still comes; an older one is left out, and the next covers its weeks as well. */
const AT_MOST_LATE = Temporal.Duration.from({ hours: 24 });

/** A digest to enqueue: the moment it reports up to, and the ISO week that it is for. */
export type DigestToSend = { readonly moment: Temporal.Instant; readonly week: string };

/** What is to be done about a team's digest by now: those to send, mostly none, and when the next is due. */
type DueDigest = { readonly send: readonly DigestToSend[]; readonly next: Temporal.Instant };

/** After an outage several moments may have passed: those come that are late by less than a day. */
export function dueDigest(team: Team, now: Temporal.Instant): DueDigest {
  const send: DigestToSend[] = [];
  let next = team.nextDigestAt;
  while (Temporal.Instant.compare(next, now) <= 0) {
    if (Temporal.Instant.compare(next.add(AT_MOST_LATE), now) > 0)
      send.push({ moment: next, week: weekOfDigest(team, next) });
    next = nextDigest(team, next);
  }
  return { send, next };
}

/**
 * What becomes of the digest that a team waits for when day, time, time zone or the zone data change: each week keeps
 * exactly one. One that is due already comes by the old settings. One whose moment has passed by the new ones still comes
 * when it was to come, or at once where that is in another week on the new clock.
 */
export function digestAfterChange(team: Team, settings: TeamSettings, now: Temporal.Instant): DueDigest {
  const { send, next: waited } = dueDigest(team, now);
  const changed = { ...team, ...settings };
  const weekOf = (moment: Temporal.Instant) => weekOfDigest(changed, moment);
  const week = weekOfDigest(team, waited);
  let next = nextDigest(changed, now);
  while (weekOf(next) < week) next = nextDigest(changed, next);
  if (weekOf(next) === week) return { send, next };
  if (weekOf(waited) === week) return { send, next: waited };
  return { send: [...send, { moment: now, week }], next: weekOf(next) === weekOf(waited) ? next : waited };
}
