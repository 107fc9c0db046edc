import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DigestToSend, digestAfterChange, dueDigest } from "#domain/digests/digest-schedule.ts";
import { WEEKDAYS } from "#domain/calendar/schedule.ts";
import { nextDigest, type Team, type TeamSettings } from "#domain/teams/team.ts";
import { aTeam, instant } from "#tests/support/facts.ts";

const FRIDAY = "2026-12-11T15:00:00Z";
const NEXT = "2026-12-18T15:00:00Z";
const team = aTeam({ nextDigestAt: instant(FRIDAY) });
const describeDigest = ({ moment, week }: DigestToSend): string => `${moment.toString()} ${week}`;

test.each([
  ["nothing is due early", "2026-12-11T14:59:59Z", [], FRIDAY],
  ["a digest is due on time", FRIDAY, [`${FRIDAY} 2026-W50`], NEXT],
  ["a digest hours late is still sent", "2026-12-12T14:59:59Z", [`${FRIDAY} 2026-W50`], NEXT],
  ["a digest a day late is dropped", "2026-12-12T15:00:00Z", [], NEXT],
  [
    "after weeks of outage, only the latest is sent",
    "2026-12-25T20:00:00Z",
    ["2026-12-25T15:00:00Z 2026-W52"],
    "2027-01-01T15:00:00Z",
  ],
  ["after weeks of outage, none is sent in midweek", "2026-12-22T20:00:00Z", [], "2026-12-25T15:00:00Z"],
])("%s", (_, now, send, next) => {
  const due = dueDigest(team, instant(now));
  expect(due.send.map(describeDigest)).toEqual(send);
  expect(due.next.toString()).toBe(next);
});

describe("changing settings", () => {
  const at = (text: string) => Temporal.PlainTime.from(text);
  const MONDAY = { digestDay: 1, digestTime: at("10:00") } as const;
  const onFridays = aTeam();
  const onMondays = aTeam({ ...MONDAY, nextDigestAt: instant("2026-12-14T09:00:00Z") });

  test.each([
    ["a later day of the same week", onFridays, "2026-12-09T09:00:00Z", MONDAY, [], "2026-12-14T09:00:00Z"],
    [
      "an earlier day, still ahead",
      onFridays,
      "2026-12-09T09:00:00Z",
      { digestDay: 4 },
      [],
      "2026-12-10T15:00:00Z",
    ],
    ["an earlier day, already past", onFridays, "2026-12-09T09:00:00Z", { digestDay: 1 }, [], FRIDAY],
    [
      "this week's digest was already sent",
      aTeam({ nextDigestAt: instant(NEXT) }),
      "2026-12-12T09:00:00Z",
      MONDAY,
      [],
      "2026-12-21T09:00:00Z",
    ],
    [
      "from Monday to the Friday before, already past",
      onMondays,
      "2026-12-12T09:00:00Z",
      { digestDay: 5, digestTime: at("16:00") },
      [],
      "2026-12-14T09:00:00Z",
    ],
    [
      "a due digest is sent under the old settings",
      onFridays,
      "2026-12-11T15:00:30Z",
      { digestDay: 3 },
      [`${FRIDAY} 2026-W50`],
      "2026-12-16T15:00:00Z",
    ],
    [
      "its week is over in the new time zone",
      onMondays,
      "2026-12-14T08:59:00Z",
      { timeZone: "Pacific/Auckland", digestDay: 5 },
      ["2026-12-14T08:59:00Z 2026-W50"],
      "2026-12-17T21:00:00Z",
    ],
  ] as const)("%s", (_, before, now, change, send, next) => {
    const settings: TeamSettings = { ...before, ...change };
    const after = digestAfterChange(before, settings, instant(now));
    expect(after.send.map(describeDigest)).toEqual(send);
    expect(after.next.toString()).toBe(next);
  });

  const zones = Intl.supportedValuesOf("timeZone");
  const schedules = fc.record({
    timeZone: fc.constantFrom(...zones),
    digestDay: fc.constantFrom(...WEEKDAYS),
    digestTime: fc
      .constantFrom("00:00", "01:30", "02:30", "03:00", "11:59", "12:00", "16:00", "23:59")
      .map(at),
  });
  /** Minutes until each change (`after`), and how late the job runs (`late`). */
  const changes = fc.array(
    fc.record({ after: fc.integer({ min: 1, max: 24_000 }), late: fc.nat(600), settings: schedules }),
    { minLength: 1, maxLength: 12 },
  );
  const starts = fc
    .integer({ min: Date.UTC(2025, 0), max: Date.UTC(2029, 0) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

  test("each week has exactly one digest, whatever changes and whenever", () => {
    fc.assert(
      fc.property(starts, schedules, changes, (start, first, changesMade) => {
        const pending: string[] = [];
        const take = (from: Team, { send, next }: ReturnType<typeof dueDigest>): Team => {
          pending.push(...send.map(({ week }) => week));
          return { ...from, nextDigestAt: next };
        };
        let now = start;
        let current: Team = { ...aTeam(), ...first, nextDigestAt: nextDigest({ ...aTeam(), ...first }, now) };
        for (const { after, late, settings } of changesMade) {
          const until = now.add({ minutes: after });
          for (;;) {
            const checkedAt = current.nextDigestAt.add({ minutes: late });
            if (Temporal.Instant.compare(checkedAt, until) > 0) break;
            current = take(current, dueDigest(current, checkedAt));
          }
          now = until;
          const changed: Team = { ...current, ...settings };
          current = take(changed, digestAfterChange(current, changed, now));
        }
        const days = pending.map(mondayOf);
        days.slice(1).forEach((day, index) => {
          expect(days[index]?.until(day, { largestUnit: "day" }).days).toBe(7);
        });
      }),
      { numRuns: 60 },
    );
  });
});

/** The Monday of an ISO week such as "2026-W50". */
function mondayOf(week: string): Temporal.PlainDate {
  const [year = 0, number = 0] = week.split("-W").map(Number);
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 });
}
