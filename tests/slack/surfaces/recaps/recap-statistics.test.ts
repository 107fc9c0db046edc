import { expect, test } from "vitest";
import { hitRate } from "#domain/bets/hit-rate.ts";
import { forecastAccuracy } from "#domain/confidence/forecast-accuracy.ts";
import { wilson } from "#domain/statistics/wilson-interval.ts";
import { intervalWords } from "#slack/surfaces/digests/digest-lines.ts";
import {
  calibrationLine,
  forecastLine,
  HOW_HIT_RATES,
  hitRateLine,
} from "#slack/surfaces/recaps/recap-statistics.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ");

test.each([
  [
    3,
    11,
    "3 of 11 bets hit, 27 %. That's in line with teams that test everything (8-34 %); with 11 bets, our hit rate could be anywhere from 10 to 57 %.",
  ],
  [
    2,
    6,
    "2 of 6 bets hit. That's in line with teams that test everything (8-34 %); with 6 bets, our hit rate could be anywhere from 10 to 70 %.",
  ],
  [
    0,
    1,
    "0 of 1 bet hit. That could still be in line with teams that test everything (8-34 %); with 1 bet, our hit rate could be anywhere from 0 to 79 %.",
  ],
  [
    6,
    9,
    "6 of 9 bets hit. That's more than teams that test everything hit (8-34 %); with 9 bets, our hit rate could be anywhere from 35 to 88 %.",
  ],
  [
    0,
    50,
    "0 of 50 bets hit, 0 %. That's less than teams that test everything hit (8-34 %); with 50 bets, our hit rate could be anywhere from 0 to 7 %.",
  ],
])("compares %d hits of %d bets with published rates, and says how much is chance", (hits, settled, line) => {
  expect(plain(hitRateLine(hitRate({ hits, settled })!))).toBe(line);
});

test("the example that explains the range is right", () => {
  const ranges = [wilson(1, 3)!, wilson(100, 300)!].map((one) =>
    plain(intervalWords(one)).replace("-", " to "),
  );
  expect(ranges.every((range) => plain(HOW_HIT_RATES).includes(range))).toBe(true);
});

const forecasts = (count: number, percent: number, hits: number) =>
  forecastAccuracy(Array.from({ length: count }, (_, index) => ({ percent, hit: index < hits })))!;

test.each([
  [forecasts(10, 30, 3), "Our forecasts did as well as always guessing our average, 3 of 10."],
  [forecasts(5, 70, 2), "Always guessing our average, 2 of 5, would have beaten our forecasts."],
  [
    forecastAccuracy([
      { percent: 90, hit: true, bets: 3 },
      { percent: 10, hit: false, bets: 3 },
    ])!,
    "Our forecasts did better than always guessing our average, 3 of 6.",
  ],
])("compares our forecasts with a guess: %#", (accuracy, line) => {
  expect(forecastLine(accuracy)).toBe(line);
});

test.each([
  [90, 3, "Too hopeful: of the bets we gave 80 to 100 %, 3 of 12 hit (9-53 %)."],
  [90, 11, "About right: of the bets we gave 80 to 100 %, 11 of 12 hit (65-99 %)."],
  [10, 9, "Too careful: of the bets we gave 0 to 20 %, 9 of 12 hit (47-91 %)."],
])("says which way forecasts of %d %% with %d hits of 12 were off", (percent, hits, line) => {
  expect(forecasts(12, percent, hits).calibration.map(calibrationLine).map(plain)).toEqual([line]);
});
