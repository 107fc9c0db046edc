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
])("the words of %j are %j", (text, words) => {
  expect(indexedWords(text)).toBe(words);
});

test("whatever is typed gives words of letters, marks and digits only, none twice, and not too many", () => {
  assert(
    property(string({ unit: "binary", maxLength: 200 }), (text) => {
      const title = `${text} ${text.split("").toReversed().join("")}`;
      const ways = [...matchingAllWords(text), ...similarTo({ title, metric: text })];
      const each = ways.map((way) => way.map(({ word }) => word));
      expect(each.every((words) => words.length > 0 && words.length <= 40)).toBe(true);
      expect(each.every((words) => new Set(words).size === words.length)).toBe(true);
      expect(each.flat().filter((word) => !/^[\p{L}\p{M}\p{N}]+$/u.test(word))).toEqual([]);
      expect(indexedWords(text)).toMatch(/^[\p{L}\p{M}\p{N} ]*$/u);
    }),
  );
});

const ways = (title: string, metric: string) =>
  similarTo({ title, metric }).map((terms) => terms.map(({ word }) => word).join("+"));

test.each([
  ["A tour", "Activation rate", ["activation", "tour+activation"]],
  ["We lift the new 2026", "", []],
  ["Tour", "", ["tour"]],
  ["Pricing tour", "rate", ["rate", "pricing+tour", "pricing+rate", "tour+rate"]],
])("“%s” for “%s” resembles what has %j", (title, metric, expected) => {
  expect(ways(title, metric)).toEqual(expected);
});
