import { expect, test } from "vitest";
import { ofBets } from "./of-bets.ts";
import { ofTeams } from "./of-teams.ts";

/** Wrong plurals, values that are not numbers, and broken spacing or punctuation. */
const MALFORMED =
  /\b1 (?:bets|teams|votes|points|retros|pulses|times|misses|weeks)\b|NaN|undefined|null|Infinity|(?<![\d.])-0(?![.\d])|\d e\d|\[object|\s{2}|\.\.|,,|\(\)/;

test.each(Object.entries({ ...ofBets, ...ofTeams }))("writes well-formed sentences: %s", (_, sentences) => {
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter((sentence) => MALFORMED.test(sentence) || sentence.trim() === "")).toEqual([]);
});
