import { dueDigest } from "#domain/digests/digest-schedule.ts";
import type { Weekday } from "#domain/calendar/schedule.ts";
import { nextDigest, type Team } from "#domain/teams/team.ts";
import { aTeam } from "#tests/support/facts.ts";

/** Around midnight, and where clocks jump or fall back. */
export const AWKWARD_TIMES = ["00:00", "01:30", "02:30", "03:00", "23:59"];

export const ZONES = Intl.supportedValuesOf("timeZone");

export type Schedule = { readonly timeZone: string; readonly day: Weekday; readonly time: string };

export type Weeks = {
  readonly digests: number;
  /** Moments that the clock jumped over. */
  readonly moved: number;
  /** Moments that the clock showed twice. */
  readonly twice: number;
  readonly wrong: readonly string[];
};

/** Lives through so many weeks of a schedule, and counts what is wrong: a week with two digests or none, or one at another time. */
export function live({ timeZone, day, time }: Schedule, from: Temporal.Instant, weeks: number): Weeks {
  const set = { ...aTeam(), timeZone, digestDay: day, digestTime: Temporal.PlainTime.from(time) };
  let due = nextDigest(set, from);
  let before: Temporal.PlainDate | undefined;
  const wrong: string[] = [];
  const counts = { digests: 0, moved: 0, twice: 0 };
  for (let week = 0; week < weeks; week += 1) {
    const { send, next } = dueDigest({ ...set, nextDigestAt: due }, due.add({ minutes: 1 }));
    const what = `${timeZone} ${day} ${time}: ${send.map(({ moment }) => moment.toString()).join() || "none"}`;
    const [digest] = send;
    if (!digest || send.length > 1) wrong.push(what);
    else {
      counts.digests += 1;
      const { date, kind } = placeOf(digest.moment, set);
      if (kind === "wrong" || (before && !date.equals(before.add({ days: 7 }))))
        wrong.push(`${what} ${kind}`);
      if (kind === "moved" || kind === "twice") counts[kind] += 1;
      before = date;
    }
    due = next;
  }
  return { ...counts, wrong };
}

type Kind = "as set" | "moved" | "twice" | "wrong";

/** The date that a moment is for, and how it stands to the clock: asked of Temporal in another way than the schedule does. */
function placeOf(
  moment: Temporal.Instant,
  { timeZone, digestDay, digestTime }: Team,
): { date: Temporal.PlainDate; kind: Kind } {
  const local = moment.toZonedDateTimeISO(timeZone);
  const today = local.toPlainDate();
  // Where the clock jumps over midnight, the moment is just inside the next day.
  const date = today.dayOfWeek === digestDay ? today : today.subtract({ days: 1 });
  if (date.dayOfWeek !== digestDay) return { date, kind: "wrong" };
  const wanted = date.toPlainDateTime(digestTime);
  const as = (disambiguation: "earlier" | "later") => wanted.toZonedDateTime(timeZone, { disambiguation });
  const [earlier, later] = [as("earlier"), as("later")];
  const is = (expected: Temporal.ZonedDateTime) => expected.toInstant().equals(moment);
  if (earlier.equals(later)) return { date, kind: is(earlier) ? "as set" : "wrong" };
  if (earlier.toPlainDateTime().equals(wanted)) return { date, kind: is(earlier) ? "twice" : "wrong" };
  return { date, kind: is(later) ? "moved" : "wrong" };
}
