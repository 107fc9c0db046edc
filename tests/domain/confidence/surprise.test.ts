import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { FinalBet } from "#domain/bets/bet.ts";
import { bySurprise, surprisal } from "#domain/confidence/surprise.ts";
import { aBet, final } from "#tests/support/facts.ts";

const HIT = 40;
const MISS = 33;
const PUBLISHED = 0.21;

const given = (median: number) =>
  ({ confidence: { kind: "given", median, lowest: 10, highest: 90, answered: 5 } }) as const;
const agreed = (median: number) => ({ confidence: { kind: "agreed", median } }) as const;

const settled = (number: number, ...[outcome, more]: [Parameters<typeof final>[0], object?]): FinalBet => {
  const bet = { ...aBet(number), ...more };
  const { state } = final(outcome);
  if (state.kind !== "final") throw new Error("The bet is not final.");
  return { ...bet, state };
};

const order = (bets: readonly FinalBet[], rate = PUBLISHED) =>
  bySurprise(bets, rate).map(({ number, surprised }) => (surprised ? `${number} ${surprised}` : number));

test.each([
  [50, 1],
  [25, 2],
  [10, 3.32],
  [90, 0.15],
  [99, 0.01],
  [0, 6.64],
  [100, 0.01],
])("an outcome forecast at %d %% has a surprisal of %d bits", (percent, bits) => {
  expect(surprisal(percent)).toBeCloseTo(bits, 2);
});

test("sorts the most surprising first, the expected last, and what could not be judged after those", () => {
  const bets = [
    settled(1, "invalid", given(90)),
    settled(2, MISS, given(10)),
    settled(3, HIT, given(70)),
    settled(4, MISS, given(90)),
    settled(5, HIT, given(30)),
  ];
  expect(order(bets)).toEqual(["4 us-most", 5, 3, 2, 1]);
});

test.each([
  ["one bet", [settled(1, MISS, given(90))], ["1 us"]],
  ["a tie", [settled(2, HIT, given(10)), settled(1, MISS, given(90))], ["1 us", "2 us"]],
  ["next to a declared verdict", [settled(1, "invalid"), settled(2, MISS, given(70))], ["2 us-most", 1]],
  ["exactly one bit", [settled(1, MISS, given(50)), settled(2, HIT, given(70))], [1, 2]],
  ["a hit without a forecast", [settled(1, HIT), settled(2, MISS, given(70))], [1, 2]],
  ["only declared verdicts", [settled(2, "invalid"), settled(1, "stopped-early")], [1, 2]],
  ["no bets", [], []],
])("marks the most surprising bets: %s", (_, bets, expected) => {
  expect(order(bets)).toEqual(expected);
});

test("uses the base rate without a forecast: where hits are rare, a hit surprises", () => {
  const bets = [settled(1, MISS), settled(2, HIT), settled(3, MISS, given(50))];
  expect(order(bets, 0.2)).toEqual([2, 3, 1]);
  expect(order(bets, 0.8)).toEqual([1, 3, 2]);
  expect(order(bets, 0)).toEqual([2, 3, 1]);
});

test("sorts a unanimous vote by its leaning, so that the order does not reveal its number", () => {
  for (const [extreme, moderate] of [
    [90, 70],
    [10, 30],
  ] as const)
    for (const outcome of [HIT, MISS])
      expect(order([settled(1, outcome, agreed(extreme)), settled(2, outcome, given(50))])).toEqual(
        order([settled(1, outcome, agreed(moderate)), settled(2, outcome, given(50))]),
      );
  expect(order([settled(1, MISS, agreed(70)), settled(2, MISS, agreed(90))])).toEqual(["1 us", "2 us"]);
});

test("sorts less likely outcomes first, and keeps every bet", () => {
  const percent = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(fc.array(fc.tuple(percent, fc.boolean()), { maxLength: 12 }), (all) => {
      const bets = all.map(([median, hit], index) => settled(index + 1, hit ? HIT : MISS, given(median)));
      const chances = bySurprise(bets, PUBLISHED).map(({ number }) => {
        const [median, hit] = all[number - 1] ?? [0, false];
        return Math.min(99, Math.max(1, hit ? median : 100 - median));
      });
      expect(chances).toEqual(chances.toSorted((a, b) => a - b));
      expect(chances).toHaveLength(all.length);
    }),
  );
});
