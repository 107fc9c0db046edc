import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type TeamSettledGroup, rollUp } from "#domain/rollups/rollup.ts";
import { CHOSEN, DEPENDENCIES } from "#domain/bets/mandate.ts";
import { missesNeeded, patternsOf } from "#domain/nudges/obstacles.ts";

const settled = (team: string, more: Partial<TeamSettledGroup> = {}): TeamSettledGroup => ({
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
] as const)("refuses a roll-up of fewer than three teams with settled bets: %j", (teams, more) => {
  expect(rollUp(teams.map((team) => settled(team)))).toEqual({
    ok: false,
    error: { kind: "too-few-teams", more },
  });
});

test("adds up hits, mandates and obstacles over the teams", () => {
  const rollup = rollUp([
    settled("a", { verdict: "hit", bets: 4 }),
    settled("a", { bets: 2, waited: 1 }),
    settled("b", { mandate: { chosen: "decided-for-us", dependency: "governance" }, bets: 2, waited: 2 }),
    settled("c", { verdict: "backfired", mandate: { chosen: "we-chose", dependency: "governance" } }),
    settled("c", { verdict: "part-way", mandate: { chosen: "we-chose", dependency: "technical" } }),
    settled("c", { verdict: "stopped-early", waited: 1 }),
  ]);
  expect(rollup).toMatchObject({
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
  if (rollup.ok) expect(patternsOf(rollup.value.obstacles)).toEqual([{ obstacle: "governance", touched: 3 }]);
});

test.each([
  [0, 4],
  [3, 1],
  [4, 0],
  [9, 0],
])("with %d misses, it takes %d more to show obstacles", (misses, more) => {
  expect(missesNeeded({ misses, touched: [] })).toBe(more);
});

test("counts no miss twice, and does not depend on which team has which bets", () => {
  const anyGroup = fc.record({
    verdict: fc.constantFrom("hit", "part-way", "missed", "backfired", "invalid"),
    chosen: fc.constantFrom(...CHOSEN),
    dependency: fc.constantFrom(undefined, ...DEPENDENCIES),
    bets: fc.integer({ min: 1, max: 50 }),
    waited: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(anyGroup, { minLength: 3, maxLength: 12 }), (all) => {
      const groups = all.map(({ chosen, dependency, waited, ...more }, index) =>
        settled(`team-${index % 3}`, {
          ...more,
          waited: Math.min(waited, more.bets),
          mandate: { chosen, ...(dependency && { dependency }) },
        }),
      );
      const rollup = rollUp(groups);
      if (!rollup.ok) throw new Error(rollup.error.kind);
      const { all: rate, obstacles } = rollup.value;
      const touched = obstacles.touched.reduce((sum, obstacle) => sum + obstacle.touched, 0);
      expect(touched).toBeLessThanOrEqual(obstacles.misses);
      expect(obstacles.misses + rate.hits).toBeLessThanOrEqual(rate.settled);
      const teams = groups.map(({ team }) => team).toReversed();
      expect(rollUp(groups.map((group, index) => ({ ...group, team: teams[index] ?? "" })))).toEqual(rollup);
    }),
    { numRuns: 50 },
  );
});
