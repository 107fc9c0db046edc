import { expect, test } from "vitest";
import { composeWeek, type WeekFacts } from "#domain/digests/digest.ts";
import { checkView } from "#sandbox/limits/check.ts";
import { numbersView } from "#slack/surfaces/digests/numbers-view.ts";
import { linesOf } from "#tests/support/numbers.ts";
import { aBet, aGoal, aRetro, aStep, day, final, provisional, weekFacts } from "#tests/support/facts.ts";

/** What the modal says, a line each. */
const numbers = (facts: Partial<WeekFacts>): string[] => {
  const view = numbersView(composeWeek(weekFacts(facts)));
  expect(checkView(view)).toEqual([]);
  return linesOf(view.blocks);
};

const OLD = "2026-11-01T10:00:00Z";

const handed = { mandate: { chosen: "decided-for-us" } } as const;

const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const forecast = (median: number) =>
  ({ confidence: { kind: "given", median, lowest: 10, highest: 90, answered: 5 } }) as const;

test("says where we stand, with separate rates for bets handed to us and bets that need others", () => {
  const blocked = { mandate: { chosen: "we-chose", dependency: "governance" } } as const;
  const bets = [
    aBet(1, final(40)),
    aBet(2, { ...final(33), ...blocked }),
    aBet(3, { ...final(33), ...handed }),
  ];
  const shown = numbers({ bets });
  for (const line of [
    "1 of 3 hit. With 3 bets, our hit rate could be anywhere from 6 to 79 %; teams that test everything hit 8-34 %.",
    "Bets we chose or agreed to: 1 of 2 hit (9-91 %). Handed to us: 0 of 1 hit (0-79 %).",
    "Bets we could release alone: 1 of 2 hit (9-91 %). Not without others: 0 of 1 hit (0-79 %).",
  ])
    expect(shown).toContain(line);
  expect(numbers({ bets: bets.slice(0, 1) }).join()).not.toMatch(/release|Handed/);
  expect(numbers({})).toContain("No bet is settled yet.");
});

test("says how good the forecasts are from five on, and explains the score with an example", () => {
  const bets = many(5, (number) => aBet(number, { ...final(number === 1 ? 40 : 33, OLD), ...forecast(30) }));
  const shown = numbers({ bets });
  expect(shown).toContain("Always guessing our average, 1 of 5, would have beaten our forecasts.");
  expect(shown.join()).toContain(
    "Our forecasts of 5 bets cost 0.17 on average; guessing 1 of 5 each time, 0.16.",
  );
  expect(numbers({ bets: bets.slice(1) }).join()).not.toMatch(/forecasts|Brier/);
  const sealed = bets.map((bet) => ({ ...bet, confidence: { kind: "too-few" } as const }));
  expect(numbers({ bets: sealed }).join()).not.toMatch(/forecasts|Brier/);
});

test("says if we are too hopeful, from ten bets given alike", () => {
  const bets = many(10, (number) => aBet(number, { ...final(number <= 4 ? 40 : 33, OLD), ...forecast(90) }));
  const line = "Too hopeful: of the bets we gave 80-100 %, 4 of 10 hit (17-69 %).";
  expect(numbers({ bets })).toContain(line);
  expect(numbers({ bets: bets.slice(1) }).join()).not.toContain("Too hopeful");
});

test("shows in the numbers what the digest leaves out", () => {
  const decided = { decision: { kind: "agreed", answer: "again" } } as const;
  const facts = {
    bets: [
      aBet(1, { ...final(33), ...forecast(90) }),
      aBet(2, { title: "Tour", terms: { reviewOn: day("2026-12-22") } }),
      aBet(15, { ...provisional(36), title: "List" }),
    ],
    retros: [aRetro(1, decided)],
    goals: [aGoal({ current: 75 })],
    nextSteps: [aStep("Ask support", { dueOn: day("2026-12-08"), timesCarriedOver: 1 })],
  };
  const shown = numbers(facts);
  for (const line of [
    "Realised value, as a share of what we aimed for: #1 13 %.",
    "Weekly active teams: 75 of 100, 3 behind the pace",
    "#2 Tour on Tue 22 Dec",
    "Ask support (was due Tue 8 Dec, carried over once)",
    "#1 Checklist 1: missed, 13 % of the way (1 of 8 points; we gave it 90 %, so this one surprised us; a good bet, bad luck)",
  ])
    expect(shown).toContain(line);
  expect(shown.join("\n")).toMatch(/#15 List: part-way, 50 % of the way, final/);
});
