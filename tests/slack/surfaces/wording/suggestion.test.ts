import { expect, test } from "vitest";
import { findPersonWords } from "#domain/wording/wording-check.ts";
import { fieldWords, readsLikeWords, suggestion } from "#slack/surfaces/wording/person-words.ts";

const CHANNEL = ["Dana Müller", "Ben Ray", "Cem Ak", "Eva Lund"].map((real) => ({ real, display: "" }));
const about = (text: string) => ({ text, people: findPersonWords(text, CHANNEL) });

test.each([
  ["Dana shipped without asking support first", "We shipped without asking support first"],
  ["It failed. Dana forgot the holdout. Sad.", "We forgot the holdout"],
  ["Dana was late with the copy", "We were late with the copy"],
  ["Dana doesn’t test on phones", "We don't test on phones"],
  ["Dana should have asked support", "We should have asked support"],
  ["Dana's banner lifts sales", "Our banner lifts sales"],
  ["We built Dana’s idea", "We built our idea"],
  ["Dana to call five customers", "Call five customers"],
  ["Dana, please call five customers", "Call five customers"],
  ["Dana needed more time", "We needed more time"],
  ["Thanks to Dana it was found", "Thanks to the team it was found"],
  ["We lost a week because of Dana", "We lost a week because of the team"],
  ["Ask Dana for the numbers", "Ask the team for the numbers"],
  ["Dana said so", "The team said so"],
  ["Dana shipped it with Ben", "We shipped it with the team"],
  ["A checklist that Dana and Ben want", "A checklist that the team want"],
])("rewords “%s” as “%s”", (text, ours) => {
  expect(suggestion(about(text), CHANNEL)).toBe(ours);
});

test.each([
  ["Dana hat es gebaut", "We heard this from support"],
  ["Dana shipped it because she could", "We found this out by talking to five customers"],
])("suggests an example for “%s”", (text, example) => {
  expect(suggestion(about(text), CHANNEL)).toBe(example);
});

test.each([
  ["Dana", "“Dana” reads like a team-mate."],
  ["Dana and Ben", "“Dana” and “Ben” read like team-mates."],
  ["Dana, Ben, Cem", "“Dana”, “Ben” and “Cem” read like team-mates."],
  ["Dana, Ben, Cem, Eva", "“Dana”, “Ben”, “Cem” and others read like team-mates."],
])("says which words of “%s” read like team-mates", (text, words) => {
  expect(readsLikeWords(about(text).people)).toBe(words);
});

test("suggests a wording without the mention, and no checkbox", () => {
  expect(fieldWords(about("<@U012AB3CD> said so"), CHANNEL)).toBe(
    "“<@U012AB3CD>” reads like a team-mate. Outcomes here belong to the team. Try “The team said so”, without the mention.",
  );
});
