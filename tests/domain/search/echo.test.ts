import { expect, test } from "vitest";
import { echoOf } from "#domain/search/echo.ts";
import { aBet, aLearning, final, provisional } from "#tests/support/facts.ts";

const earlier = (...states: Parameters<typeof final>[0][]) =>
  states.map((outcome, index) => ({ bet: aBet(index + 1, final(outcome)) }));
const learned = (...texts: [text: string, votes?: number][]) =>
  texts.map(([text, votes = 0]) => ({ learning: aLearning(text, { votes }) }));
const NONE = { bets: [], learnings: [], learningsOfBets: [] };

test("gives nothing if nothing resembles the bet", () => {
  expect(echoOf(NONE)).toBeUndefined();
});

test("counts bets by outcome, in the order of verdicts, and those without a final verdict as open", () => {
  const bets = [
    { bet: aBet(9) },
    ...earlier(32, 40, "stopped-early", 41, 37, 30),
    { bet: aBet(10, provisional(40)) },
  ];
  const echo = echoOf({ ...NONE, bets });
  expect(echo?.resembling).toBe(8);
  expect(echo?.counts.map(({ cameOut, bets: count }) => `${count} ${cameOut}`)).toEqual([
    "2 hit",
    "1 part-way",
    "1 missed",
    "1 backfired",
    "1 stopped-early",
    "2 open",
  ]);
});

test("shows three bets, those with a verdict first, by best match", () => {
  const open = { bet: aBet(20) };
  const shown = (bets: { bet: ReturnType<typeof aBet> }[]) =>
    echoOf({ ...NONE, bets })?.bets.map(({ bet }) => bet.number);
  expect(shown([open, ...earlier(32, 40, 40, 40)])).toEqual([1, 2, 3]);
  expect(shown([open, ...earlier(32)])).toEqual([1, 20]);
});

test("shows each learning once: matching ones first, then those of the bets by votes", () => {
  const texts = (learnings: [string, number?][], learningsOfBets: [string, number?][]) =>
    echoOf({
      bets: [],
      learnings: learned(...learnings),
      learningsOfBets: learned(...learningsOfBets),
    })?.learnings.map(({ learning }) => learning.text);
  expect(
    texts(
      [],
      [
        ["few", 1],
        ["most", 5],
        ["many", 3],
      ],
    ),
  ).toEqual(["most", "many", "few"]);
  expect(texts([["like"]], [["most", 5], ["like"]])).toEqual(["like", "most"]);
  expect(texts([["a"], ["b"], ["c"]], [["most", 5]])).toEqual(["a", "b", "c", "most"]);
});
