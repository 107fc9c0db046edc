import { expect, test } from "vitest";
import { dueDigest } from "#domain/digest-due.ts";
import { aTeam, instant } from "#tests/support/facts.ts";

const FRIDAY = "2026-12-11T15:00:00Z";
const NEXT = "2026-12-18T15:00:00Z";
const team = aTeam({ nextDigestAt: instant(FRIDAY) });

test.each([
  ["before its time nothing is due", "2026-12-11T14:59:59Z", undefined, FRIDAY],
  ["on time", FRIDAY, FRIDAY, NEXT],
  ["hours late it still comes", "2026-12-12T14:59:59Z", FRIDAY, NEXT],
  ["a day late it is left out", "2026-12-12T15:00:00Z", undefined, NEXT],
  [
    "after weeks away only the last one comes",
    "2026-12-25T20:00:00Z",
    "2026-12-25T15:00:00Z",
    "2027-01-01T15:00:00Z",
  ],
  ["after weeks away none comes in midweek", "2026-12-22T20:00:00Z", undefined, "2026-12-25T15:00:00Z"],
])("%s", (_, now, send, next) => {
  const due = dueDigest(team, instant(now));
  expect(due.send?.toString()).toBe(send);
  expect(due.next.toString()).toBe(next);
});
