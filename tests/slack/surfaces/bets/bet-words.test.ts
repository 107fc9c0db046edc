import { expect, test } from "vitest";
import { verdict } from "#domain/verdicts/verdict.ts";
import { progressPercent, progressShareWords } from "#slack/surfaces/bets/bet-words.ts";

const plain = (words: string) => words.replaceAll("\u00a0", " ");

test.each([
  [0.634, "63 % of the way"],
  [0.999, "99.9 % of the way"],
  [0.99999, "99.9 % of the way"],
  [0.996, "99.6 % of the way"],
  [1, "100 % of the way"],
  [1.003, "100 % of the way"],
  [0.496, "49.6 % of the way"],
  [0.5, "50 % of the way"],
  [0.003, "0 % of the way"],
  [0, "0 % of the way"],
  [-0.003, "0.3 % the wrong way"],
  [-0.00002, "0.002 % the wrong way"],
  [-0.25, "25 % the wrong way"],
  [-0.999, "100 % the wrong way"],
] as const)("renders a progress of %d as %s", (share, words) => {
  expect(plain(progressShareWords(share))).toBe(words);
});

test.each([0.996, 0.4999, 0.5, 0.504, 0.9996, 1, -0.0001, 0.001, -0.6])(
  "the percentage of %d matches its verdict",
  (share) => {
    const terms = { baseline: 0, target: 100 };
    expect(verdict(terms, progressPercent(share)).kind).toBe(verdict(terms, share * 100).kind);
  },
);
