import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBetSentence, type BetSentence } from "#slack/surfaces/bets/sentence/bet-sentence.ts";

// A Monday.
const at = { now: Temporal.Instant.from("2026-12-07T10:00:00Z"), timeZone: "Europe/Berlin" };

/** The fields as one line: title | metric | baseline > target unit | date. */
function shown({ title, metric, baseline, target, unit, reviewOn }: BetSentence): string {
  return [title, metric, `${baseline ?? ""}>${target ?? ""} ${unit ?? ""}`.trim(), reviewOn?.toString()]
    .map((part) => part ?? "")
    .join(" | ");
}

describe("fills the form's fields from the sentence", () => {
  test.each([
    ["Checklist lifts activation from 32% to 40% by 15 Jan", "Checklist | activation | 32>40 % | 2027-01-15"],
    [
      "Checklist on first login lifts activation from 32% to 40% by 15 Jan.",
      "Checklist on first login | activation | 32>40 % | 2027-01-15",
    ],
    ["Activation from 32% to 40%", "Activation | Activation | 32>40 % | "],
    ["Activation goes from 32 % to 40 % in six weeks", "Activation goes | Activation | 32>40 % | 2027-01-18"],
    ["Lift activation from 32% to 40%", "Lift activation | activation | 32>40 % | "],
    ["LIFT ACTIVATION FROM 32% TO 40% BY 15 JAN", "LIFT ACTIVATION | ACTIVATION | 32>40 % | 2027-01-15"],
    ["New emails cut churn from 5% to 3% until Friday", "New emails | churn | 5>3 % | 2026-12-11"],
    ["Onboarding emails that cut churn from 5 % to 3 %", "Onboarding emails | churn | 5>3 % | "],
    [
      "Checklist on first login: activation from 32% to 40%",
      "Checklist on first login | activation | 32>40 % | ",
    ],
    [
      "Checklist on first login. Activation from 32% to 40%.",
      "Checklist on first login | Activation | 32>40 % | ",
    ],
    [
      "Checklist on first login – lift the activation rate from 32% to 40% by end of January",
      "Checklist on first login | activation rate | 32>40 % | 2027-01-29",
    ],
    ["Checklist (activation from 32% to 40%) by 15 Jan", "Checklist | activation | 32>40 % | 2027-01-15"],
    ["Checklist lifts activation (from 32% to 40%) for all", "Checklist for all | activation | 32>40 % | "],
    [
      "Price increase lifts revenue from $1,200 to $1,500 per month by 2027-01-15",
      "Price increase | revenue per month | 1200>1500 $ | 2027-01-15",
    ],
    [
      "Checklist lifts activation from 32% to 40% of sign-ups by 15 Jan",
      "Checklist | activation of sign-ups | 32>40 % | 2027-01-15",
    ],
    ["Add a checklist and lift activation from 32% to 40%", "Add a checklist | activation | 32>40 % | "],
    [
      "Checklist will lift activation from 32% to 40% next month",
      "Checklist | activation | 32>40 % | 2027-01-07",
    ],
    ["Activation 32% -> 40%", "Activation | Activation | 32>40 % | "],
    ["Activation 32%→40% by tomorrow", "Activation | Activation | 32>40 % | 2026-12-08"],
    [
      "Annual plan banner lifts sign-ups from 1 200 to 1 500 on 3 March",
      "Annual plan banner | sign-ups | 1200>1500 | 2027-03-03",
    ],
    ["Reduce onboarding to 5 steps", "Reduce onboarding | onboarding | >5 steps | "],
    ["Churn to 3%", "Churn | Churn | >3 % | "],
    ["Get NPS to 50 by the end of the month", "Get NPS | NPS | >50 | 2026-12-31"],
    ["Bring churn down to 3% before May", "Bring churn down | churn | >3 % | 2027-05-01"],
    [
      "Faster search brings time to first result from 3 seconds to 1 second",
      "Faster search | time to first result | 3>1 seconds | ",
    ],
    ["Caching moves p95 from 900 ms to 300 ms", "Caching | p95 | 900>300 ms | "],
    ["Checklist lifts activation to 40% from 32%", "Checklist | activation | 32>40 % | "],
    ["Take rate from 3% to 5%", "Take rate | Take rate | 3>5 % | "],
    ["Improve take rate from 3% to 5% in 6 weeks", "Improve take rate | take rate | 3>5 % | 2027-01-18"],
    ["temperature from −3 to 5 °C", "temperature | temperature | -3>5 °C | "],
    [
      "Checklist grows revenue from 1.2M€ to 1.5M€ by March",
      "Checklist | revenue | 1200000>1500000 € | 2027-03-01",
    ],
    ["Lift revenue from CHF 1'200 to CHF 1'500", "Lift revenue | revenue | 1200>1500 CHF | "],
    ["Lift DAU from 3 million to 4 million", "Lift DAU | DAU | 3000000>4000000 | "],
    ["Improve load time from 2,5 s to 1,2 s", "Improve load time | load time | 2.5>1.2 s | "],
    [
      "By 15 Jan the checklist lifts activation from 32% to 40%",
      "the checklist | activation | 32>40 % | 2027-01-15",
    ],
    ["Checklist lifts activation by 15 Jan from 32% to 40%", "Checklist | activation | 32>40 % | 2027-01-15"],
    ["Checklist lifts activation from 32 to 40 15 Jan", "Checklist | activation | 32>40 | 2027-01-15"],
    ["Activation from 10 to 15 by 15 Jan", "Activation | Activation | 10>15 | 2027-01-15"],
    ["Checklist lifts NPS from 20 to 30 points next Friday", "Checklist | NPS | 20>30 points | 2026-12-18"],
    [
      "Checklist lifts activation from 32% to 40% in 90 days",
      "Checklist | activation | 32>40 % | 2027-03-07",
    ],
    ["Raise conversion from 2.5% to 3.0% by 31/12", "Raise conversion | conversion | 2.5>3 % | 2026-12-31"],
    [
      "Checklist lifts activation from 32% to 40% by 15.01.2027",
      "Checklist | activation | 32>40 % | 2027-01-15",
    ],
    [
      "Annual banner cuts refunds from €1,200 to €900, review on 15 Jan",
      "Annual banner | refunds | 1200>900 € | 2027-01-15",
    ],
    ["Checklist on first login in six weeks", "Checklist on first login |  | > | 2027-01-18"],
    ["Checklist on first login by 15 Jan 2027", "Checklist on first login |  | > | 2027-01-15"],
    ["from 32% to 40%", " |  | 32>40 % | "],
  ])("%s", (sentence, fields) => {
    expect(shown(readBetSentence(sentence, at))).toBe(fields);
  });
});

describe("reads a review that counts from shipping", () => {
  test.each([
    [
      "Checklist lifts activation from 32% to 40%, six weeks after it ships",
      42,
      "Checklist | activation | 32>40 % | ",
    ],
    [
      "Checklist lifts activation from 32% to 40%. Review two weeks after launch",
      14,
      "Checklist | activation | 32>40 % | ",
    ],
    ["Checklist, to be reviewed 28 days after shipping", 28, "Checklist |  | > | "],
    ["12 weeks after we ship it: activation from 32% to 40%", 84, "activation | activation | 32>40 % | "],
    [
      "Activation from 32% to 40% by 15 Jan, a fortnight after it's live",
      14,
      "Activation | Activation | 32>40 % | 2027-01-15",
    ],
  ])("%s", (sentence, days, fields) => {
    const read = readBetSentence(sentence, at);
    expect([read.reviewAfterShipping, shown(read)]).toEqual([days, fields]);
  });

  test.each([
    "Checklist, five weeks after it ships",
    "Call customers six weeks after they sign",
    "Two weeks after it ships, six weeks after it ships",
  ])("leaves “%s” as it is: the form doesn't offer it", (sentence) => {
    const read = readBetSentence(sentence, at);
    expect([read.reviewAfterShipping, read.title]).toEqual([undefined, sentence]);
  });
});

describe("keeps the rest in the title, in order", () => {
  test.each([
    ["Checklist lifts activation from 32% to 40% for new users by 15 Jan", "Checklist for new users"],
    [
      "Checklist lifts activation from 32% to 40%. We believe people like it.",
      "Checklist. We believe people like it.",
    ],
    [
      "Price cuts lift revenue from 5 to 6",
      "Price cuts lift revenue", // Either verb may be a noun: no metric is guessed.
    ],
    ["Raise conversion from 2.5% to 3.0% by 12/1", "Raise conversion by 12/1"],
    ["Checklist lifts activation from 32% to 40% by mid January", "Checklist by mid January"],
    ["Checklist lifts activation from 32% to 40% by Monday", "Checklist by Monday"],
    ["Checklist lifts activation from 32% to 40% by 31 Feb", "Checklist by 31 Feb"],
    ["Checklist lifts activation from 32% to 40% by 20 January 2026", "Checklist by 20 January 2026"],
    ["Checklist lifts activation from 32% to 40% by 15 Jan 10:00", "Checklist by 15 Jan 10:00"],
    ["Checklist lifts activation from 32% to 40% last Friday", "Checklist last Friday"],
    ["Checklist lifts activation from 32% to 40% by mid Q1", "Checklist by mid Q1"],
    ["Checklist lifts activation from 32% to 40% after Q1", "Checklist after Q1"],
    ["Checklist lifts activation from 32% to 40% after Christmas", "Checklist after Christmas"],
    ["Checklist lifts activation from 32% to 40% last sprint", "Checklist last sprint"],
    ["Checklist lifts activation from 32% to 40% by the end of 2025", "Checklist by the end of 2025"],
    [":rocket: Checklist lifts activation from 32% to 40% :tada:", ":rocket: Checklist :tada:"],
    ['"Checklist lifts activation from 32% to 40%"', '"Checklist"'],
    ["“Checklist” lifts activation from 32% to 40% 🚀", "“Checklist” 🚀"],
    ["<@U123> and <!channel> lift activation from 32% to 40%", "<@U123> and <!channel> lift activation"],
    ["ירידה בנטישה from 5% to 3% by 15 Jan", "ירידה בנטישה"],
    ["Checklist\nfor new teams\nlifts activation from 32% to 40%\nby 15 Jan", "Checklist\nfor new teams"],
  ])("%s", (sentence, title) => {
    const read = readBetSentence(sentence, at);
    expect(read.title).toBe(title);
    expect(read.target).toBeDefined();
  });
});

test.each([
  "Plan Q1",
  "Sell more at Christmas",
  "Notes on the next release",
  "Ship it next sprint",
  "",
  "Checklist on first login",
  "Talk to 3 customers",
  "Give 10 users access to 100 templates",
  "Roll out to 50% of users",
  "Give up to 40% off",
  "Increase activation by 40%",
  "Reduce lead time by two weeks",
  "Pause emails on Sunday",
  "Users finish set-up in 2 days",
  "Support 24/7",
  "Send the reminder today",
  "Move in May day",
  "Lift activation from 10 to 15 Jan",
  "From 10 to 15 Jan we lift activation",
  "Reply to 1.200 people",
  "Signups lift from 1.200 to 2000",
  "Checklist from 34-35% to 40%",
  "Checklist from about 30% to 40%",
  "Checklist lifts activation from 32% to 40 points",
  "Checklist lifts activation from -3 to +5",
  "Lift starts from 3 out of 10 to 5 out of 10",
  "Lift activation from 32% to 40% and churn from 5% to 3%",
  "<!channel> <@U123>",
  "שלום 🎉",
  "Reduce churn by 13.5",
  "Cut it from 1e5 to 3",
  "Sales of by 15 Jan or by 20 Feb",
])("%j fills only the title", (sentence) => {
  expect(readBetSentence(sentence, at)).toEqual({ title: sentence });
});

describe("loses no words", () => {
  const keywords =
    "lifts|lift|cuts|to|from|by|on|in|until|32%|40|1.200|→|->|15|Jan|six|weeks|Friday|and|the|our|it|will|of|per|tomorrow|may|up|next|month|2027-01-15|12/1";
  const otherWords = "Zorb|quux|flim!|(blat|blat)|🚀|:tada:|<@U1>|“wib”|שלום|nard:|–|krel.";
  const word = fc.constantFrom(...keywords.split("|"), ...otherWords.split("|"));
  const sentence = fc
    .array(fc.tuple(word, fc.constantFrom(" ", " ", " ", "\n", "  ")), { maxLength: 24 })
    .map((words) => words.map(([word, space]) => word + space).join(""));
  const lettersOf = (text: string) => [...text.matchAll(/\p{L}+/gu)].map(([letters]) => letters);
  const keywordLetters = new Set(lettersOf(keywords.replaceAll("|", " ")));

  test("keeps every word that is no keyword, number or date, and keeps the title in order", () => {
    fc.assert(
      fc.property(sentence, (sentence) => {
        const { title, metric = "", unit = "" } = readBetSentence(sentence, at);
        const kept = lettersOf(`${title} ${metric} ${unit}`);
        for (const word of new Set(lettersOf(sentence).filter((letters) => !keywordLetters.has(letters)))) {
          const count = (all: string[]) => all.filter((letters) => letters === word).length;
          expect(count(kept)).toBeGreaterThanOrEqual(count(lettersOf(sentence)));
        }
        let from = 0;
        for (const letters of lettersOf(title)) {
          const found = sentence.indexOf(letters, from);
          expect(found).toBeGreaterThanOrEqual(0);
          from = found + letters.length;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps an emoji between the title and the metric in the title", () => {
    expect(readBetSentence("Tips on empty pages\n:tada: sign-ups from 32% to 40%", at)).toMatchObject({
      title: "Tips on empty pages\n:tada:",
      metric: "sign-ups",
    });
  });

  test("reads any text of three thousand characters", () => {
    for (const piece of [
      "by ",
      "in ",
      "lift ",
      "to 1 ",
      "1 000 ",
      "(",
      "  ",
      "from 1 to ",
      "by 15 Jan ",
      ": ",
      "Zorb ",
    ]) {
      const long = piece.repeat(3000 / piece.length);
      expect(readBetSentence(long, at).title.length).toBeLessThanOrEqual(long.length);
    }
    expect(readBetSentence("Zorb ".repeat(600), at)).toEqual({ title: "Zorb ".repeat(600).trim() });
  });
});
