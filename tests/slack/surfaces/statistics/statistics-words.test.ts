import { expect, test } from "vitest";
import { hitRate } from "#domain/bets/hit-rate.ts";
import { forecastAccuracy } from "#domain/confidence/forecast-accuracy.ts";
import {
  forecastSentences,
  hitRateSentence,
  howForecasts,
  howHitRate,
  standSentences,
} from "#slack/surfaces/statistics/statistics-words.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

const rate = (hits: number, settled: number) => hitRate({ hits, settled })!;

const OTHERS = "teams that test everything";

test.each([
  [3, 11, `That's in line with ${OTHERS} (8-34 %)`, "10 to 57 %"],
  [0, 10, `That could still be in line with ${OTHERS} (8-34 %)`, "0 to 28 %"],
  [10, 10, `That's more than ${OTHERS} see (8-34 %)`, "72 to 100 %"],
  [0, 50, `That's less than ${OTHERS} see (8-34 %)`, "0 to 7 %"],
])(
  "compares %d hits of %d bets with published rates, and says how much is chance",
  (hits, bets, said, range) => {
    expect(plain(hitRateSentence(rate(hits, bets)))).toBe(
      `${hits} of ${bets} hit. ${said}; with ${bets} bets, our hit rate could be anywhere from ${range}.`,
    );
  },
);

test.each([
  [0, 1, "With one bet", "0 to 79 %"],
  [6, 9, "With 9 bets", "35 to 88 %"],
])("with fewer than ten bets, %d of %d only says what others hit", (hits, bets, lead, range) => {
  expect(plain(hitRateSentence(rate(hits, bets)))).toBe(
    `${hits} of ${bets} hit. ${lead}, our hit rate could be anywhere from ${range}; ${OTHERS} hit 8-34 %.`,
  );
});

test("has separate rates for bets handed to us and bets that need others once there is one", () => {
  const all = rate(3, 11);
  const said = (more: object) =>
    standSentences({ trackRecord: { all, ...more }, realised: [] })
      .slice(1)
      .map(plain);
  expect(said({ own: all, releasable: all })).toEqual([]);
  expect(
    said({ own: rate(3, 8), handedDown: rate(0, 3), releasable: rate(3, 7), blocked: rate(0, 4) }),
  ).toEqual([
    "Bets we chose or agreed to: 3 of 8 hit (14-69 %). Handed to us: 0 of 3 hit (0-56 %).",
    "Bets we could release alone: 3 of 7 hit (16-75 %). Not without others: 0 of 4 hit (0-49 %).",
  ]);
  expect(said({ handedDown: rate(0, 3) })).toEqual(["Handed to us: 0 of 3 hit (0-56 %)."]);
});

test("explains the range by the rates that can well give the same result", () => {
  expect(plain(howHitRate(rate(3, 11)))).toBe(
    "The fewer bets, the more luck weighs in: a team that hits 10-57 % of its bets in the long run can well hit 3 of 11 (Wilson's 95 % interval).",
  );
});

const forecasts = (count: number, percent: number, hits: number) =>
  forecastAccuracy(Array.from({ length: count }, (_, index) => ({ percent, hit: index < hits })))!;

test.each([
  [forecasts(9, 30, 3), "Our forecasts did as well as always guessing our average, 3 of 9."],
  [forecasts(5, 70, 2), "Always guessing our average, 2 of 5, would have beaten our forecasts."],
  [
    forecastAccuracy([
      { percent: 90, hit: true, bets: 3 },
      { percent: 10, hit: false, bets: 3 },
    ])!,
    "Our forecasts did better than always guessing our average, 3 of 6.",
  ],
])("compares our forecasts with a guess: %#", (accuracy, sentence) => {
  expect(forecastSentences(accuracy)).toEqual([sentence]);
});

test.each([
  [90, 3, "Too hopeful: of the bets we gave 80-100 %, 3 of 12 hit (9-53 %)."],
  [90, 11, "About right: of the bets we gave 80-100 %, 11 of 12 hit (65-99 %)."],
  [10, 9, "Too careful: of the bets we gave 0-20 %, 9 of 12 hit (47-91 %)."],
])("says which way forecasts of %d %% with %d hits of 12 were off", (percent, hits, sentence) => {
  expect(
    forecastSentences(forecasts(12, percent, hits))
      .slice(1)
      .map(plain),
  ).toEqual([sentence]);
});

test("explains the score, and calibration where there is one", () => {
  expect(howForecasts(forecasts(5, 30, 1)).map(plain)).toEqual([
    "Giving a bet 90 % costs 0.01 if it hits and 0.81 if it misses (Brier score; lower is better). Our forecasts of 5 bets cost 0.17 on average; guessing 1 of 5 each time, 0.16.",
  ]);
  expect(howForecasts(forecasts(10, 30, 3))).toHaveLength(2);
});
