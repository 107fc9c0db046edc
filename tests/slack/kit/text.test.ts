import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { mrkdwnToPlainText, escape, unescape } from "#slack/kit/text.ts";

test("unescapes any escaped text to what it was", () => {
  assert(property(string(), (text) => unescape(escape(text)) === text));
});

test.each([
  ["a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
  ["&amp;lt; stays", "&lt; stays"],
  ["see <https://x.test/a?b=1&amp;c=2>", "see https://x.test/a?b=1&c=2"],
  ["see <https://x.test|the dashboard>", "see the dashboard (https://x.test)"],
  ["see <http://x.test|x.test>", "see x.test"],
  ["write to <mailto:a@x.test|a@x.test>", "write to a@x.test"],
  ["<@U0ANA> and <@U0BEN|ben> in <#C0GROWTH|growth>", "somebody and somebody in #growth"],
  ["<!channel> <!here|here> <!subteam^S1|@design>", "@channel here @design"],
  ["on <!date^1767225600^{date}|1 January>", "on 1 January"],
  ["from <10 to >20", "from <10 to >20"],
])("reads %j as typed: %j", (mrkdwn, typed) => {
  expect(mrkdwnToPlainText(mrkdwn)).toBe(typed);
});
