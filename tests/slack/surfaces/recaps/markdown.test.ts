import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bold, bullets, italic, message, dateSpan, paragraph } from "#slack/kit/blocks.ts";
import { markdownOf } from "#slack/surfaces/recaps/markdown.ts";
import { instant } from "#tests/support/facts.ts";

const lineOf = (text: string): string =>
  markdownOf(message(paragraph([bold("Title")]), bullets([["“", italic(text), "” by us"]]))).slice(9, -1);

test("turns titles, notes and lists into headings, paragraphs and lists, and leaves out buttons", () => {
  const recap = message(
    paragraph([bold("Growth · Q4 2026"), " (1 October to 31 December)"], ["We began on Mon 5 Oct."]),
    paragraph([bold("What we bet")]),
    bullets([
      ["1 bet placed"],
      ["#1 ", italic("Checklist"), ": hit, at ", dateSpan(instant("2026-12-09T09:00:00Z"), "noon")],
    ]),
    { type: "actions", elements: [] },
  );
  expect(markdownOf(recap)).toBe(
    [
      "# Growth · Q4 2026 (1 October to 31 December)",
      "We began on Mon 5 Oct.",
      "## What we bet",
      "- 1 bet placed\n- \\#1 _Checklist_: hit, at noon\n",
    ].join("\n\n"),
  );
});

test.each([
  ["*bold* _it_", String.raw`- “_\*bold\* \_it\__” by us`],
  ["~~gone~~", String.raw`- “_\~\~gone\~\~_” by us`],
  ["a | b", String.raw`- “_a \| b_” by us`],
  ["<b>we</b>", String.raw`- “_\<b>we\</b>_” by us`],
  ["[x](http://y)", String.raw`- “_\[x]\(http://y)_” by us`],
  ["![x](y)", String.raw`- “_!\[x]\(y)_” by us`],
  ["`code`", "- “_\\`code\\`_” by us"],
  ["&amp;", String.raw`- “_\&amp;_” by us`],
  ["two\nlines\n\n# and a title", "- “_two lines # and a title_” by us"],
  ["\u2068مرحبا\u2069", "- “_مرحبا_” by us"],
])("escapes what people wrote: %j", (text, line) => {
  expect(lineOf(text)).toBe(line);
});

test("keeps any text on one list line, without opening a tag, link or heading", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const lines = markdownOf(message(bullets([[`“${text}”`]])))
        .trimEnd()
        .split(/\r?\n/);
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/(?<!\\)<[a-z/!]/i);
    }),
  );
});
