import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  chooseNudge,
  nextQuarterFrom,
  type NudgeFacts,
  NUDGE_PRIORITY,
  quarterFrom,
} from "#domain/nudges/nudge.ts";
import type { Bet } from "#domain/bets/bet.ts";
import { CHOSEN, DEPENDENCIES, type Dependency } from "#domain/bets/mandate.ts";
import { aBet, aRetro, day, final, instant } from "#tests/support/facts.ts";

const UNTIL = "2026-12-11T15:00:00Z";
const facts = (bets: readonly Bet[], more: Partial<NudgeFacts> = {}): NudgeFacts => ({
  until: instant(UNTIL),
  timeZone: "Europe/Berlin",
  bets,
  retros: [],
  ...more,
});
const choose = (nudgeFacts: NudgeFacts) => chooseNudge(nudgeFacts, { quarter: [] }, new Set());

const many = (count: number, make: (number: number) => Bet): Bet[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const HIT = 40;
const PART_WAY = 36;
const MISS = 33;
const BACKFIRED = 30;
const OLD = { placedAt: instant("2026-06-20T08:00:00Z") };
const handed = { mandate: { chosen: "decided-for-us" } } as const;
const blocked = (dependency: Dependency) => ({ mandate: { chosen: "we-chose", dependency } }) as const;

/** Bets with these outcomes, placed before the quarter. */
const cameOut = (outcomes: readonly Parameters<typeof final>[0][], more: Partial<Bet> = {}): Bet[] =>
  outcomes.map((outcome, index) => aBet(index + 1, { ...OLD, ...final(outcome), ...more }));

test.each([
  ["three of three", [MISS, BACKFIRED, MISS], { kind: "handed-down-missed", bets: 3 }],
  ["two of two", [MISS, MISS], undefined],
  ["one came in part-way", [MISS, MISS, MISS, PART_WAY], undefined],
  ["one could not be judged", [MISS, MISS, MISS, "invalid"], undefined],
] as const)("handed-down bets that all missed: %s", (_, outcomes, nudge) => {
  expect(choose(facts(cameOut(outcomes, handed)))).toEqual(nudge);
});

test("ignores own hits and open handed-down bets", () => {
  const bets = [
    ...cameOut([MISS, MISS, MISS], handed),
    aBet(8, { ...OLD, ...final(HIT) }),
    aBet(9, { ...OLD, ...handed }),
  ];
  expect(choose(facts(bets))).toEqual({ kind: "handed-down-missed", bets: 3 });
});

test.each([
  [3, 1, { kind: "obstacle", obstacle: "governance", touched: 3, misses: 4 }],
  [3, 0, undefined],
  [2, 4, undefined],
  [3, 6, { kind: "obstacle", obstacle: "governance", touched: 3, misses: 9 }],
  [3, 7, undefined],
] as const)("governance touched %d misses, and %d others have no obstacle", (touched, others, nudge) => {
  const bets = [
    ...many(touched, (number) => aBet(number, { ...OLD, ...final(MISS), ...blocked("governance") })),
    ...many(others, (number) => aBet(100 + number, { ...OLD, ...final(BACKFIRED) })),
    ...many(5, (number) => aBet(200 + number, { ...OLD, ...final(PART_WAY), ...blocked("technical") })),
  ];
  expect(choose(facts(bets))).toEqual(nudge);
});

test("counts a miss once, by its mandate or otherwise by its retro's votes for waiting on others", () => {
  const bets = [
    ...many(4, (number) => aBet(number, { ...OLD, ...final(MISS) })),
    aBet(5, { ...OLD, ...final(MISS), ...blocked("knowledge") }),
  ];
  const waited = (numbers: readonly number[], closed = true) =>
    numbers.map((number) => aRetro(number, { themes: [{ theme: "waiting", votes: 1 }] }, closed));
  expect(choose(facts(bets, { retros: waited([1, 2, 3, 5]) }))).toEqual({
    kind: "obstacle",
    obstacle: "others",
    touched: 3,
    misses: 5,
  });
  expect(choose(facts(bets, { retros: waited([1, 2, 3, 5], false) }))).toBeUndefined();
});

test.each([
  ["two of six are not over a third", 4, 1, 1, undefined],
  ["three of seven", 4, 2, 1, { placed: 7, handedDown: 2, blocked: 1 }],
  ["five of five are too few", 0, 5, 0, undefined],
  ["six of six", 0, 0, 6, { placed: 6, handedDown: 0, blocked: 6 }],
])("bets decided or blocked by others: %s", (_, own, handedDown, heldUp, counts) => {
  const bets = [
    ...many(own, (number) => aBet(number)),
    ...many(handedDown, (number) => aBet(100 + number, handed)),
    ...many(heldUp, (number) => aBet(200 + number, blocked("structural"))),
  ];
  const expected = counts && { kind: "without-empowerment", ...counts };
  expect(choose(facts(bets))).toEqual(expected);
  const before = bets.map((bet) => ({ ...bet, placedAt: instant("2026-09-30T21:59:59Z") }));
  expect(choose(facts(before))).toBeUndefined();
});

test("counts a bet once that is both handed down and blocked", () => {
  const both = { mandate: { chosen: "decided-for-us", dependency: "technical" } } as const;
  const bets = many(6, (number) => aBet(number, number < 4 ? both : {}));
  expect(choose(facts(bets))).toEqual({ kind: "without-empowerment", placed: 6, handedDown: 3, blocked: 0 });
});

test.each([
  [9, 10, { kind: "too-safe", hits: 9, settled: 10 }],
  [5, 5, undefined],
  [6, 6, { kind: "too-safe", hits: 6, settled: 6 }],
  [7, 10, undefined],
  [15, 20, { kind: "too-safe", hits: 15, settled: 20 }],
  [14, 20, undefined],
] as const)("targets that are too safe: %d of %d hit", (hits, settled, nudge) => {
  const bets = many(settled, (number) => aBet(number, { ...OLD, ...final(number <= hits ? HIT : MISS) }));
  expect(choose(facts(bets))).toEqual(nudge);
});

test.each([
  [{ tookPart: 5, eligible: 9, entries: 10, mostEntries: 6 }, { kind: "one-pair-of-hands" }],
  [{ tookPart: 5, eligible: 9, entries: 10, mostEntries: 5 }, undefined],
  [{ tookPart: 5, eligible: 9, entries: 9, mostEntries: 9 }, undefined],
] as const)("entries concentrated on one person: %o", (spread, nudge) => {
  expect(choose(facts([], { spread }))).toEqual(nudge);
});

test("ignores results older than half a year, and bets settled exactly at `until`", () => {
  const settledAt = (at: string) => many(6, (number) => aBet(number, { ...OLD, ...final(HIT, at) }));
  expect(choose(facts(settledAt("2026-06-11T13:59:59Z")))).toBeUndefined();
  expect(choose(facts(settledAt("2026-06-11T14:00:00Z")))).toBeDefined();
  expect(choose(facts(settledAt(UNTIL)))).toBeUndefined();
});

/** A team with every pattern at once. */
const everything = facts(
  [
    ...many(20, (number) => aBet(number, final(HIT))),
    ...many(4, (number) =>
      aBet(100 + number, { ...final(MISS), mandate: { chosen: "decided-for-us", dependency: "governance" } }),
    ),
    ...many(20, (number) => aBet(200 + number, handed)),
  ],
  { spread: { tookPart: 5, entries: 20, mostEntries: 12 } },
);

test("picks one by priority, but never last week's kind and never a silenced one", () => {
  const chosenKind = (
    lastWeek?: (typeof NUDGE_PRIORITY)[number],
    silenced: readonly (typeof NUDGE_PRIORITY)[number][] = [],
  ) => chooseNudge(everything, { ...(lastWeek && { lastWeek }), quarter: [] }, new Set(silenced))?.kind;
  expect(chosenKind()).toBe(NUDGE_PRIORITY[0]);
  expect(chosenKind(NUDGE_PRIORITY[0])).toBe(NUDGE_PRIORITY[1]);
  expect(chosenKind(NUDGE_PRIORITY[1])).toBe(NUDGE_PRIORITY[0]);
  for (const [index, kind] of NUDGE_PRIORITY.entries()) {
    expect(chosenKind(undefined, NUDGE_PRIORITY.slice(0, index))).toBe(kind);
    expect(chosenKind(kind, NUDGE_PRIORITY.slice(0, index))).toBe(NUDGE_PRIORITY[index + 1]);
  }
  expect(chosenKind(undefined, NUDGE_PRIORITY)).toBeUndefined();
});

test("shows a nudge with the same numbers once a quarter", () => {
  const first = choose(everything);
  if (!first) throw new Error("There is no nudge.");
  const second = chooseNudge(everything, { quarter: [first] }, new Set());
  expect(second?.kind).toBe(NUDGE_PRIORITY[1]);
  const withFewer = { kind: "handed-down-missed", bets: 3 } as const;
  expect(chooseNudge(everything, { quarter: [withFewer] }, new Set())).toEqual(first);
});

const outcome = fc.constantFrom(HIT, PART_WAY, MISS, BACKFIRED, "invalid" as const);
const mandate = fc.record({
  chosen: fc.constantFrom(...CHOSEN),
  dependency: fc.constantFrom(undefined, ...DEPENDENCIES),
});
const kinds = fc.subarray([...NUDGE_PRIORITY]);

test("never repeats a kind two weeks running or shows a silenced one, and counts only real bets", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(outcome, mandate), { maxLength: 25 }), kinds, (all, silenced) => {
      const bets = all.map(([value, { chosen, dependency }], index) =>
        aBet(index + 1, {
          ...final(value),
          mandate: { chosen, ...(dependency && { dependency }) },
        }),
      );
      let lastWeek: (typeof NUDGE_PRIORITY)[number] | undefined;
      for (let week = 0; week < 4; week += 1) {
        const nudge = chooseNudge(
          facts(bets),
          { ...(lastWeek && { lastWeek }), quarter: [] },
          new Set(silenced),
        );
        if (nudge) expect([lastWeek, ...silenced]).not.toContain(nudge.kind);
        for (const value of Object.values(nudge ?? {}))
          if (typeof value === "number") expect(value).toBeLessThanOrEqual(bets.length);
        lastWeek = nudge?.kind;
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["2026-12-31", "2026-10-01", "2027-01-01"],
  ["2026-10-01", "2026-10-01", "2027-01-01"],
  ["2028-02-29", "2028-01-01", "2028-04-01"],
])("the quarter of %s starts on %s, and the next on %s", (today, from, next) => {
  expect([quarterFrom(day(today)), quarterFrom(nextQuarterFrom(day(today)))]).toEqual([day(from), day(next)]);
});
