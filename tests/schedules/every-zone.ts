import { dueDigest } from "#domain/digests/digest-schedule.ts";
import type { Weekday } from "#domain/calendar/schedule.ts";
import { nextDigest, type Team } from "#domain/teams/team.ts";
import { aTeam } from "#tests/support/facts.ts";

/** Around midnight, and at hours where clocks change. */
export const AWKWARD_TIMES = ["00:00", "01:30", "02:30", "03:00", "23:59"];

export const ZONES = Intl.supportedValuesOf("timeZone");

export type Schedule = { readonly timeZone: string; readonly day: Weekday; readonly time: string };

export type SimulatedWeeks = {
  readonly digests: number;
  /** Digests whose local time was skipped by a clock change. */
  readonly moved: number;
  /** Digests whose local time occurred twice. */
  readonly twice: number;
  readonly wrong: readonly string[];
};

/** Simulates `weeks` weeks of a schedule. `wrong`: weeks with no digest, with two, or with one at the wrong time. */
export function simulate(
  { timeZone, day, time }: Schedule,
  from: Temporal.Instant,
  weeks: number,
): SimulatedWeeks {
  const team = { ...aTeam(), timeZone, digestDay: day, digestTime: Temporal.PlainTime.from(time) };
  let due = nextDigest(team, from);
  let before: Temporal.PlainDate | undefined;
  const wrong: string[] = [];
  const counts = { digests: 0, moved: 0, twice: 0 };
  for (let week = 0; week < weeks; week += 1) {
    const { send, next } = dueDigest({ ...team, nextDigestAt: due }, due.add({ minutes: 1 }));
    const label = `${timeZone} ${day} ${time}: ${send.map(({ moment }) => moment.toString()).join() || "none"}`;
    const [digest] = send;
    if (!digest || send.length > 1) wrong.push(label);
    else {
      counts.digests += 1;
      const { date, kind } = classify(digest.moment, team);
      if (kind === "wrong" || (before && !date.equals(before.add({ days: 7 }))))
        wrong.push(`${label} ${kind}`);
      if (kind === "moved" || kind === "twice") counts[kind] += 1;
      before = date;
    }
    due = next;
  }
  return { ...counts, wrong };
}

type Kind = "as set" | "moved" | "twice" | "wrong";

/** A moment's date and how it relates to the local clock, computed in another way than the schedule does. */
function classify(
  moment: Temporal.Instant,
  { timeZone, digestDay, digestTime }: Team,
): { date: Temporal.PlainDate; kind: Kind } {
  const local = moment.toZonedDateTimeISO(timeZone);
  const today = local.toPlainDate();
  // If a clock change skips midnight, the moment falls at the start of the next day.
  const date = today.dayOfWeek === digestDay ? today : today.subtract({ days: 1 });
  if (date.dayOfWeek !== digestDay) return { date, kind: "wrong" };
  const wanted = date.toPlainDateTime(digestTime);
  const resolve = (disambiguation: "earlier" | "later") =>
    wanted.toZonedDateTime(timeZone, { disambiguation });
  const [earlier, later] = [resolve("earlier"), resolve("later")];
  const matches = (expected: Temporal.ZonedDateTime) => expected.toInstant().equals(moment);
  if (earlier.equals(later)) return { date, kind: matches(earlier) ? "as set" : "wrong" };
  if (earlier.toPlainDateTime().equals(wanted)) return { date, kind: matches(earlier) ? "twice" : "wrong" };
  return { date, kind: matches(later) ? "moved" : "wrong" };
}
