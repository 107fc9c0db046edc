import { expect, test } from "vitest";
import { ofBets } from "./of-bets.ts";
import { ofTeams } from "./of-teams.ts";

/** One of many, many of one, and what a number is not. */
const ODD =
  /\b1 (?:bets|teams|votes|points|retros|pulses|times|misses|weeks)\b|NaN|undefined|null|Infinity|(?<![\d.])-0(?![.\d])|\d e\d|\[object|\s{2}|\.\.|,,|\(\)/;

test.each(Object.entries({ ...ofBets, ...ofTeams }))("%s: sentences that can be read", (_, sentences) => {
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter((one) => ODD.test(one) || one.trim() === "")).toEqual([]);
});
