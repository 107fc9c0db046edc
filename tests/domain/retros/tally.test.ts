import { expect, test } from "vitest";
import type { DecisionResult } from "#domain/retros/retro.ts";
import { byVotes, squarePlace, tallyDecision, tallyThemes, votesFor } from "#domain/retros/tally.ts";
import type { Verdict } from "#domain/verdicts/verdict.ts";

const VOTERS = new Set(["ana", "ben", "cat"]);

test.each([
  ["nobody", [], 0],
  ["three people", [["bulb", "ana", "ben", "cat"]], 3],
  ["the bot and a guest, who may not vote", [["bulb", "bot", "gus", "ana"]], 1],
  ["another emoji", [["mag", "ana"]], 0],
  ["a skin tone", [["bulb::skin-tone-2", "ana"]], 1],
  [
    "one person in two skin tones and none",
    [
      ["bulb", "ana"],
      ["bulb::skin-tone-2", "ana"],
      ["bulb::skin-tone-6", "ana", "ben"],
    ],
    2,
  ],
  ["a user listed twice by Slack", [["bulb", "ana", "ana"]], 1],
  ["an emoji whose name only starts the same", [["bulbous", "ana"]], 0],
] as const)("counts votes by %s", (_by, reactions, votes) => {
  const slackReactions = reactions.map(([name, ...users]) => ({ name, users }));
  expect(votesFor("bulb", slackReactions, VOTERS)).toBe(votes);
});

test("sorts themes by votes, keeps their order on ties, and leaves out those without votes", () => {
  const reactions = [
    { name: "four_leaf_clover", users: ["ana", "ben"] },
    { name: "rocket", users: ["cat"] },
    { name: "mag", users: ["ben"] },
    { name: "compass", users: ["bot"] },
    { name: "tada", users: ["ana", "ben", "cat"] },
  ];
  expect(tallyThemes(reactions, VOTERS)).toEqual([
    { theme: "luck", votes: 2 },
    { theme: "problem", votes: 1 },
    { theme: "rollout", votes: 1 },
  ]);
});

test("keeps the order on equal votes", () => {
  const learnings = [
    { id: 1, votes: 0 },
    { id: 2, votes: 3 },
    { id: 3, votes: 0 },
    { id: 4, votes: 3 },
  ];
  expect(byVotes(learnings).map(({ id }) => id)).toEqual([2, 4, 1, 3]);
});

test.each<[again: number, notAgain: number, threshold: number, shown: DecisionResult]>([
  [0, 0, 3, { kind: "none" }],
  [1, 0, 3, { kind: "too-few" }],
  [1, 1, 3, { kind: "too-few" }],
  [4, 0, 5, { kind: "too-few" }],
  [3, 0, 3, { kind: "agreed", answer: "again" }],
  [0, 5, 5, { kind: "agreed", answer: "not-again" }],
  [2, 1, 3, { kind: "split", again: 2, notAgain: 1 }],
  [3, 3, 5, { kind: "split", again: 3, notAgain: 3 }],
])("%d again and %d not again, with a threshold of %d", (again, notAgain, threshold, shown) => {
  expect(tallyDecision({ again, notAgain }, threshold)).toEqual(shown);
});

const HIT: Verdict = { kind: "hit", progress: 1.2 };
const MISSED: Verdict = { kind: "missed", progress: 0.1 };

test.each<[what: string, decision: DecisionResult, verdict: Verdict, place: ReturnType<typeof squarePlace>]>([
  ["a good bet that hit", { kind: "agreed", answer: "again" }, HIT, { wouldAgain: true, cameIn: true }],
  [
    "a good bet with bad luck",
    { kind: "split", again: 3, notAgain: 1 },
    MISSED,
    { wouldAgain: true, cameIn: false },
  ],
  [
    "a poor bet with luck",
    { kind: "split", again: 1, notAgain: 3 },
    HIT,
    { wouldAgain: false, cameIn: true },
  ],
  [
    "a poor bet that missed",
    { kind: "agreed", answer: "not-again" },
    MISSED,
    { wouldAgain: false, cameIn: false },
  ],
  ["evenly split answers", { kind: "split", again: 2, notAgain: 2 }, HIT, undefined],
  ["hidden answers", { kind: "too-few" }, HIT, undefined],
  ["no answers", { kind: "none" }, HIT, undefined],
  ["a declared verdict", { kind: "agreed", answer: "again" }, { kind: "stopped-early" }, undefined],
])("the square of decision and outcome: %s", (_what, decision, verdict, place) => {
  expect(squarePlace(decision, verdict)).toEqual(place);
});
