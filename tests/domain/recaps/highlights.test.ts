import { expect, test } from "vitest";
import { highlights } from "#domain/recaps/highlights.ts";
import { composeRecap, type RecapFacts } from "#domain/recaps/recap.ts";
import { aBet, aLearning, aTeam, final, instant } from "#tests/support/facts.ts";

const recap = (more: Partial<RecapFacts> = {}) =>
  composeRecap({
    team: aTeam({ createdAt: instant("2026-05-04T08:00:00Z") }),
    quarter: { year: 2026, number: 4 },
    at: instant("2027-01-08T15:00:00Z"),
    bets: [],
    running: 0,
    retros: [],
    reasons: [],
    learnings: [],
    nextSteps: [],
    goals: [],
    pulses: [],
    ...more,
  });

const handedDown = { mandate: { chosen: "decided-for-us" } } as const;
const held = { mandate: { chosen: "we-chose", dependency: "technical" } } as const;

test("points out the strongest pattern of this quarter and the one before it", () => {
  const bets = [
    ...[1, 2].map((number) => aBet(number, { ...final(33, "2026-08-09T09:00:00Z"), ...held })),
    ...[3, 4].map((number) => aBet(number, { ...final(33), ...held })),
    ...[5, 6].map((number) => aBet(number, { ...final(33), ...handedDown })),
  ];
  const before = aBet(7, { ...final(33, "2026-06-30T21:59:59Z"), ...handedDown });
  const obstacle = { kind: "obstacle", obstacle: "technical", touched: 4, misses: 6 };
  expect(recap({ bets }).change).toEqual(obstacle);
  expect(recap({ bets: [...bets, before] }).change).toEqual(obstacle);
  const third = aBet(8, { ...final(33, "2026-07-01T09:00:00Z"), ...handedDown });
  expect(recap({ bets: [...bets, third] }).change).toEqual({ kind: "handed-down-missed", bets: 3 });
  const leftOut = new Set(["handed-down-missed"] as const);
  expect(recap({ bets: [...bets, third], leftOut }).change).toMatchObject({ kind: "obstacle", misses: 7 });
  expect(recap({ bets: bets.slice(0, 3) }).change).toBeUndefined();
});

test("counts bets placed up to the end of the quarter, and none of the next one", () => {
  const placed = (number: number, at: string) => aBet(number, { placedAt: instant(at), ...handedDown });
  const during = [1, 2, 3, 4, 5].map((number) => placed(number, "2026-10-02T09:00:00Z"));
  const last = placed(6, "2026-12-31T22:59:59.999Z");
  const next = placed(7, "2026-12-31T23:00:00Z");
  expect(recap({ bets: [...during, next] }).change).toBeUndefined();
  expect(recap({ bets: [...during, last, next] }).change).toMatchObject({
    kind: "without-empowerment",
    placed: 6,
  });
});

test("orders bets by surprise; without a forecast, by how often the team hits otherwise", () => {
  const given = (median: number) =>
    ({ confidence: { kind: "given", median, lowest: 10, highest: 90, answered: 3 } }) as const;
  const bets = [
    aBet(1, final("inconclusive")),
    aBet(2, { ...final(40), ...given(90) }),
    aBet(3, { ...final(33), ...given(70) }),
    aBet(4, final(33)),
  ];
  const numbers = (more: Partial<RecapFacts>) =>
    recap({ bets, ...more }).bySurprise.map(({ number }) => number);
  expect(numbers({})).toEqual([3, 4, 2, 1]);
  const group = { verdict: "hit", mandate: { chosen: "we-chose" }, bets: 19 } as const;
  expect(numbers({ record: [group, { ...group, verdict: "missed", bets: 1 }] })).toEqual([4, 3, 2, 1]);
});

test("the best learnings are those that paid off, in the most bets first, then those with the most votes", () => {
  const bets = [
    aBet(1, { ...final(40), cites: "once" }),
    aBet(2, { ...final(40), cites: "twice" }),
    aBet(3, { ...final(37), cites: "twice" }),
    aBet(4, { ...final(33), cites: "missed" }),
  ];
  const learnings = [
    aLearning("new", { votes: 2 }),
    aLearning("liked", { votes: 9 }),
    aLearning("once", { addedAt: instant("2026-06-01T10:00:00Z"), votes: 1 }),
    aLearning("twice", { votes: 3 }),
    aLearning("missed", { addedAt: instant("2026-06-01T10:00:00Z"), votes: 12 }),
  ];
  const best = highlights(recap({ bets, learnings })).learnings;
  expect(best.map(({ learning, paidOffIn }) => [learning.text, paidOffIn])).toEqual([
    ["twice", [2, 3]],
    ["once", [1]],
    ["liked", []],
  ]);
});
