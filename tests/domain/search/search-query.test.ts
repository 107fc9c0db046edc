import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { matchingAllWords, indexedWords, similarTo } from "#domain/search/search-query.ts";

test.each([
  ["Café, RÉSUMÉ & Straße!", "cafe resume strasse"],
  ["on-boarding 10k", "on boarding 10k"],
  ["東京の猫", "東京 京の の猫 猫"],
  ["Q3の目標", "q3 の目 目標 標"],
  ["ｶﾞｷﾞ", "ガギ ギ"],
  ["التفعيل الأول", "تفعيل اول"],
  ["हिन्दी में", "हिन्दी में"],
  ["❤️ 1️⃣ \"' * (", "1"],
  ["x".repeat(100), "x".repeat(60)],
])("indexes %j as %j", (text, words) => {
  expect(indexedWords(text)).toBe(words);
});

test("turns any text into a limited number of distinct words of letters, marks and digits", () => {
  assert(
    property(string({ unit: "binary", maxLength: 200 }), (text) => {
      const title = `${text} ${text.split("").toReversed().join("")}`;
      const alternatives = [...matchingAllWords(text), ...similarTo({ title, metric: text })];
      const wordLists = alternatives.map((terms) => terms.map(({ word }) => word));
      expect(wordLists.every((words) => words.length > 0 && words.length <= 40)).toBe(true);
      expect(wordLists.every((words) => new Set(words).size === words.length)).toBe(true);
      expect(wordLists.flat().filter((word) => !/^[\p{L}\p{M}\p{N}]+$/u.test(word))).toEqual([]);
      expect(indexedWords(text)).toMatch(/^[\p{L}\p{M}\p{N} ]*$/u);
    }),
  );
});

const alternativesFor = (title: string, metric: string) =>
  similarTo({ title, metric }).map((terms) => terms.map(({ word }) => word).join("+"));

test.each([
  ["A tour", "Activation rate", ["activation", "tour+activation"]],
  ["We lift the new 2026", "", []],
  ["Tour", "", ["tour"]],
  ["Pricing tour", "rate", ["rate", "pricing+tour", "pricing+rate", "tour+rate"]],
])("a bet “%s” on “%s” resembles texts with %j", (title, metric, expected) => {
  expect(alternativesFor(title, metric)).toEqual(expected);
});
