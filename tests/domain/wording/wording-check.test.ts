import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MemberName } from "#domain/wording/member-names.ts";
import { findPersonWords, wordKey } from "#domain/wording/wording-check.ts";

const member = (real: string, display = "", more: Partial<MemberName> = {}): MemberName => ({
  real,
  display,
  ...more,
});

/** A channel in which many members' names are also words. */
const CHANNEL: readonly MemberName[] = [
  member("Dana Müller", "dana"),
  member("José García", "Jose G."),
  member("Олег Петров", "oleg"),
  member("Анна Смирнова"),
  member("田中 太郎", "田中"),
  member("김민준"),
  member("דנה כהן"),
  member("أحمد علي"),
  member("Jörg Weiß", "Jörg (Berlin)"),
  member("Jean-Paul Petit", "Jean-Paul 🌴 on leave"),
  member("Siobhán O’Brien", "Siobhán | Growth", { first: "Siobhán", last: "O’Brien" }),
  member("Schmidt, Petra", "Dr. Petra Schmidt"),
  member("Thuỳ Nguyễn", "Thuỳ"),
  member("Bo Ek", "DM"),
  member("Will Smith", "will"),
  member("Grace Hopper", "grace"),
  member("Mark Price", "Mark"),
  member("May Parker"),
  member("Rose Tyler"),
  member("Art Vandelay"),
  member("Bill Gates"),
  member("Frank Ocean"),
  member("Hope Solo"),
  member("Summer Smith"),
  member("Jack Black"),
  member("Jan de Vries"),
  member("Max Power", "max"),
  member("Chase Banks"),
  member("Kim Page", "support"),
  member("Out Sider", "Out of office"),
];

describe("finds a person's name", () => {
  test.each<[text: string, word: string]>([
    ["Dana shipped without asking support first", "Dana"],
    ["dana forgot to tell support", "dana"],
    ["DANA SHOULD HAVE ASKED", "DANA"],
    ["That was Dana's idea", "Dana"],
    ["That was Dana’s idea", "Dana"],
    ["Danas Idee hat sich gelohnt", "Danas"],
    ["The Dana-led checklist worked", "Dana"],
    ["Thanks to dana🎉 we found out", "dana"],
    ["(Dana) said so", "Dana"],
    ["We asked dana.mueller@example.com", "dana.mueller"],
    ["D\u0061\u0301na was right about it", "Dána"],
    ["Dana\u200b measured it", "Dana\u200b"],
    ["Dana Müller measured it twice", "Dana Müller"],
    ["dana mueller measured it twice", "dana mueller"],
    ["As Frau Müller said, people skip it", "Müller"],
    ["Jose broke the build", "Jose"],
    ["JOSÉ broke the build", "JOSÉ"],
    ["We waited for José García", "José García"],
    ["Joerg will call five customers", "Joerg"],
    ["Jörg will call five customers", "Jörg"],
    ["Jean-Paul knows the numbers", "Jean-Paul"],
    ["jean paul knows the numbers", "jean paul"],
    ["Siobhan told us in June", "Siobhan"],
    ["Petra thinks it is the price", "Petra"],
    ["thuy measured it", "thuy"],
    ["Bo wrote the copy", "Bo"],
    ["Олег сказал, что баннер мешает", "Олег"],
    ["Это была идея Олега", "Олега"],
    ["Мы спросили Анну", "Анну"],
    ["田中さんが確認しました", "田中"],
    ["これは田中さんのアイデアです", "田中"],
    ["김민준이 배포했다", "김민준"],
    ["דנה אמרה שזה לא עובד", "דנה"],
    ["שאלנו את הלקוחות לפי לדנה", "לדנה"],
    ["سألنا أحمد عن السعر", "أحمد"],
    ["Mark approved it", "Mark"],
    ["Mark shipped without a test", "Mark"],
    ["We think Mark approved it", "Mark"],
    ["Approved By Mark In The Second Review", "Mark"],
    ["Mark’s banner did nothing", "Mark"],
    ["Mark, please call the customer", "Mark"],
    ["Will forgot the holdout", "Will"],
    ["Will was late with the copy", "Will"],
    ["We should have asked Will", "Will"],
    ["Grace led the rollout", "Grace"],
    ["This came from Grace", "Grace"],
    ["Rose and Jack shipped it", "Rose"],
    ["Bill said the price is wrong", "Bill"],
    ["Ask Bill for the invoice data", "Bill"],
    ["Frank to call five customers", "Frank"],
    ["It was Hope who found the bug", "Hope"],
    ["May said nobody reads the banner", "May"],
    ["Jan forgot the holdout", "Jan"],
    ["ask Summer about the copy", "Summer"],
    ["The copy was written by Art", "Art"],
    ["Jack's spreadsheet was out of date", "Jack"],
    ["will smith measured it", "will smith"],
    ["<@U012AB3CD> said so", "<@U012AB3CD>"],
    ["Waiting for <@W012AB3CD|sam>.", "<@W012AB3CD|sam>"],
    ["As @sam.lee, who left, told us", "@sam.lee"],
    ["Owner: @dana.", "@dana"],
    ["See https://acme.slack.com/team/U012AB3CD", "https://acme.slack.com/team/U012AB3CD"],
    ["Grace period: longer Grace period, more renewals", "Grace"],
  ])("%s", (text, word) => {
    expect(findPersonWords(text, CHANNEL).map((found) => found.word.normalize("NFC"))).toContain(
      word.normalize("NFC"),
    );
  });
});

describe("finds no person's name", () => {
  test.each([
    "mark as done",
    "Mark as done lifts completion",
    "Mark completed steps with a tick",
    "The “Mark as done” button is found by more people",
    "The Mark As Done Button Lifts Weekly Completion",
    "Click Mark as read to clear the list",
    "Will the banner lift sales?",
    "Will users find the search?",
    "It did not lift sales. Will people wait longer?",
    "Free will is no metric",
    "A longer grace period lifts renewals",
    "The Grace period keeps late payers",
    "Grace period of 14 days lifts renewals",
    "Grace-period banner",
    "May we ask for the phone number later?",
    "Activation rose from 32% to 40% in May",
    "We look at it on 15 May",
    "By May 2027 half of them renew",
    "May is slow, so is June",
    "May and June were slow",
    "Sign-ups by 15 Jan",
    "Until Jan 31 nothing was measured",
    "A rose on the cover lifts sales",
    "Rose gold sells better than silver",
    "Art direction matters less than price",
    "State of the art search",
    "Bill customers monthly",
    "The bill comes too late",
    "Bill of materials export",
    "Frank feedback comes in person only",
    "We were frank about the price",
    "Hope to lift activation by 8 points",
    "Hope that the new copy helps",
    "We hope the checklist helps",
    "Summer sale banner",
    "Summer was slow for everyone",
    "In Summer fewer people sign up",
    "A jack of all trades page",
    "Max latency under 200 ms",
    "max-width breaks the layout",
    "Chase late payers by mail",
    "The chase for more sign-ups",
    "Danang is our fastest market",
    "Bandana sales lift the basket",
    "Josephine is the name of the theme",
    "The markup loads faster",
    "Willing users answer the survey",
    "Support answers within an hour",
    "Out of stock labels help",
    "The price page loses half of them",
    "Bob the demo account signs up",
    "DM open rates beat e-mail",
    "We asked support first",
    "Somebody on the team asked support",
    "The owner of a page sees the banner",
    "Write to info@example.com for access",
    "@channel pings do not help",
    "@here is used too often",
    "@Ourcome posts the digest",
    "Upgrade @types/node first",
    "Show @2x images on phones",
    "<!subteam^S012AB3CD|@growth> waits for an approval",
    "中央の田んぼを表示する",
    "Выручка выросла в мае",
    "המחיר גבוה מדי",
    "🎉 40% more sign-ups 🎉",
    "§1. Ourcome posts it: 5 @ 3 %",
    "",
  ])("%s", (text) => {
    expect(findPersonWords(text, CHANNEL)).toEqual([]);
  });
});

test.each([
  ["Dana shipped without asking support first", "blame"],
  ["Dana should have asked support", "blame"],
  ["We lost a week because of Dana", "blame"],
  ["Dana found the bug", "credit"],
  ["It worked. Thanks to Dana we know why", "credit"],
  ["Dana to call five customers", "task"],
  ["Ask Dana for the numbers", "task"],
  ["Dana will call five customers", "task"],
  ["Dana, please call them", "task"],
  ["Dana sits in Berlin", "other"],
] as const)("judges %s: %s", (text, sentence) => {
  expect(findPersonWords(text, CHANNEL)).toMatchObject([{ sentence }]);
});

test("finds each word once, in order, with its position", () => {
  const text = "Jose and Dana shipped it; José was glad, @dana too";
  const words = findPersonWords(text, CHANNEL);
  expect(words.map(({ word }) => word)).toEqual(["Jose", "Dana", "@dana"]);
  expect(words.map(({ at, word }) => text.slice(at, at + word.length))).toEqual(["Jose", "Dana", "@dana"]);
});

test("finds only mentions in a channel without known members", () => {
  expect(findPersonWords("Dana told @ben", [])).toMatchObject([{ word: "@ben", kind: "mention" }]);
});

test("marks everything but a mention by id as possibly no person", () => {
  const words = findPersonWords("<@U012AB3CD> and @media and Dana", CHANNEL);
  expect(words.map(({ keepable }) => keepable)).toEqual([false, true, true]);
});

test.each([
  ["José", "jose"],
  ["DANA", "dana"],
  ["Łukasz", "lukasz"],
  ["Ｄａｎａ", "dana"],
  ["אָדָם", "אדם"],
])("the key of %s is %s", (word, key) => {
  expect(wordKey(word)).toBe(key);
});

test("never fails, and finds only words that are in the text", () => {
  const name = fc.record({ real: fc.string({ unit: "grapheme" }), display: fc.string({ unit: "grapheme" }) });
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.array(name), (text, members) => {
      for (const { word, at } of findPersonWords(text, members))
        expect(text.slice(at, at + word.length)).toBe(word);
    }),
  );
});

test("finds a full name anywhere among other words", () => {
  const words = fc.array(fc.constantFrom("sales", "rose", "the", "banner", "Will", "42 %"), { maxLength: 6 });
  fc.assert(
    fc.property(
      words,
      words,
      fc.constantFrom("Dana Müller", "олег петров", "JOSÉ GARCÍA"),
      (before, after, name) => {
        const found = findPersonWords([...before, name, ...after].join(" "), CHANNEL);
        expect(found.map(({ word }) => word)).toContain(name);
      },
    ),
  );
});
