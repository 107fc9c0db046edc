import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type SettledGroup, rollUp } from "#domain/rollups/rollup.ts";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import { moreMisses, patternsOf } from "#domain/nudges/obstacles.ts";

const settled = (team: string, more: Partial<SettledGroup> = {}): SettledGroup => ({
  team,
  verdict: "missed",
  mandate: { chosen: "we-chose" },
  bets: 1,
  waited: 0,
  ...more,
});

test.each([
  [[], 3],
  [["a", "a", "a"], 2],
  [["a", "b", "b"], 1],
] as const)("under three teams that have settled a bet there is no sum: %j", (teams, more) => {
  expect(rollUp(teams.map((team) => settled(team)))).toEqual({
    ok: false,
    error: { kind: "too-few-teams", more },
  });
});

test("hits, mandates and obstacles are summed over the teams", () => {
  const across = rollUp([
    settled("a", { verdict: "hit", bets: 4 }),
    settled("a", { bets: 2, waited: 1 }),
    settled("b", { mandate: { chosen: "decided-for-us", dependency: "governance" }, bets: 2, waited: 2 }),
    settled("c", { verdict: "backfired", mandate: { chosen: "we-chose", dependency: "governance" } }),
    settled("c", { verdict: "part-way", mandate: { chosen: "we-chose", dependency: "technical" } }),
    settled("c", { verdict: "stopped-early", waited: 1 }),
  ]);
  expect(across).toMatchObject({
    ok: true,
    value: {
      teams: 3,
      all: { hits: 4, settled: 11 },
      own: { hits: 4, settled: 9 },
      handedDown: { hits: 0, settled: 2 },
      obstacles: {
        misses: 5,
        touched: [
          { obstacle: "governance", touched: 3 },
          { obstacle: "others", touched: 1 },
        ],
      },
    },
  });
  if (across.ok) expect(patternsOf(across.value.obstacles)).toEqual([{ obstacle: "governance", touched: 3 }]);
});

test.each([
  [0, 4],
  [3, 1],
  [4, 0],
  [9, 0],
])("of %d misses it takes %d more to say what they waited for", (misses, more) => {
  expect(moreMisses({ misses, touched: [] })).toBe(more);
});

test("no miss is counted twice, and which team has what changes nothing", () => {
  const one = fc.record({
    verdict: fc.constantFrom("hit", "part-way", "missed", "backfired", "invalid"),
    chosen: fc.constantFrom(...CHOSEN),
    dependency: fc.constantFrom(undefined, ...DEPENDENCIES),
    bets: fc.integer({ min: 1, max: 50 }),
    waited: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 3, maxLength: 12 }), (all) => {
      const alike = all.map(({ chosen, dependency, waited, ...more }, index) =>
        settled(`team-${index % 3}`, {
          ...more,
          waited: Math.min(waited, more.bets),
          mandate: { chosen, ...(dependency && { dependency }) },
        }),
      );
      const across = rollUp(alike);
      if (!across.ok) throw new Error(across.error.kind);
      const { all: rate, obstacles } = across.value;
      const touched = obstacles.touched.reduce((sum, each) => sum + each.touched, 0);
      expect(touched).toBeLessThanOrEqual(obstacles.misses);
      expect(obstacles.misses + rate.hits).toBeLessThanOrEqual(rate.settled);
      const teams = alike.map(({ team }) => team).toReversed();
      expect(rollUp(alike.map((each, index) => ({ ...each, team: teams[index] ?? "" })))).toEqual(across);
    }),
    { numRuns: 50 },
  );
});
