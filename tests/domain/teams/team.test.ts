import { expect, test } from "vitest";
import { checkSettings, defaultThreshold, nextDigest, type TeamSettings } from "#domain/teams/team.ts";

const settings = (facts: Partial<TeamSettings> = {}): TeamSettings => ({
  name: "Growth",
  timeZone: "Europe/Berlin",
  digestDay: 5,
  digestTime: Temporal.PlainTime.from("16:00"),
  anonymityThreshold: 3,
  asksPulse: true,
  defaultChosen: "we-chose",
  postsQuietWeeks: false,
  ...facts,
});

test.each([
  [1, 3],
  [3, 3],
  [7, 3],
  [8, 5],
  [12, 5],
])("a channel of %d has a default threshold of %d", (members, threshold) => {
  expect(defaultThreshold(members)).toBe(threshold);
});

test.each([3, 5, 40])("accepts a threshold of %d", (anonymityThreshold) => {
  expect(checkSettings(settings({ anonymityThreshold })).ok).toBe(true);
});

test.each([2, 1, 0, -3])("refuses a threshold of %d", (anonymityThreshold) => {
  expect(checkSettings(settings({ anonymityThreshold }))).toEqual({
    ok: false,
    error: { kind: "threshold-too-small", smallest: 3 },
  });
});

test.each(["UTC", "America/New_York", "Asia/Kathmandu"])("accepts the time zone %s", (timeZone) => {
  expect(checkSettings(settings({ timeZone })).ok).toBe(true);
});

test.each(["", "Berlin", "Mars/Base"])("refuses the time zone %o", (timeZone) => {
  expect(checkSettings(settings({ timeZone }))).toEqual({
    ok: false,
    error: { kind: "unknown-time-zone", timeZone },
  });
});

test.each([
  ["2026-11-02T09:00:00Z", "2026-11-06T15:00:00Z"],
  ["2026-11-06T15:00:00Z", "2026-11-13T15:00:00Z"],
  ["2026-11-06T14:59:59Z", "2026-11-06T15:00:00Z"],
])("after %s the next digest is at %s", (after, next) => {
  expect(nextDigest(settings(), Temporal.Instant.from(after))).toEqual(Temporal.Instant.from(next));
});
