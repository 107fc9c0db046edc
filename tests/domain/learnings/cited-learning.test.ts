import { expect, test } from "vitest";
import { learningPayoffs } from "#domain/learnings/cited-learning.ts";
import { type Bet, isFinal } from "#domain/bets/bet.ts";
import { aBet, aLearning, final } from "#tests/support/facts.ts";

const early = "2026-11-04T09:00:00Z";
const learning = aLearning("Ask support first");
const citing = (number: number, state: ReturnType<typeof final>) =>
  aBet(number, { cites: learning.id, ...state });

test.each([
  ["hit", citing(2, final(41)), [], true, false],
  ["came in part-way", citing(2, final(37)), [], true, false],
  ["missed", citing(2, final(33)), [], false, false],
  ["backfired", citing(2, final(30)), [], false, false],
  ["was stopped early", citing(2, final("stopped-early")), [], false, false],
  ["cites nothing", aBet(2, final(41)), [], false, false],
  ["cites a deleted learning", aBet(2, { cites: "gone", ...final(41) }), [], false, false],
  [
    "came in after another that cites it came in",
    citing(2, final(41)),
    [citing(1, final(41, early))],
    true,
    true,
  ],
  [
    "came in after another that cites it missed",
    citing(2, final(41)),
    [citing(1, final(33, early))],
    true,
    false,
  ],
  ["came in after one that cites nothing", citing(2, final(41)), [aBet(1, final(41, early))], true, false],
] as const)("payoff of a bet that %s", (_, bet, earlier, pays, again) => {
  const newlyFinal = [bet].filter((candidate: Bet) => isFinal(candidate));
  const settled = [...earlier, bet].filter((candidate: Bet) => isFinal(candidate));
  const payoffs = learningPayoffs(newlyFinal, settled, [learning]);
  expect(payoffs).toEqual(pays ? [{ learning, bet: 2, again }] : []);
});
