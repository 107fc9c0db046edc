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

test("compares the hit rate with others in words, once there are ten bets to compare", () => {
  const settled = (hits: number, misses: number) => ({
    bets: [
      ...many(hits, (number) => aBet(number, final(40, OLD))),
      ...many(misses, (number) => aBet(500 + number, final(30, OLD))),
    ],
  });
  const others = "teams that test everything";
  const said = (hits: number, misses: number) =>
    numbers(settled(hits, misses)).find((line) => line.includes(" hit. "));
  expect(said(3, 8)).toBe(
    `3 of 11 hit. That is in line with ${others} (8–34 %); with 11 bets it could be anywhere from 10 to 57 %.`,
  );
  expect(said(10, 0)).toContain(`That is more than ${others} (8–34 %)`);
  expect(said(0, 60)).toContain(`That is less than ${others} (8–34 %)`);
  expect(said(1, 1)).toBe(
    `1 of 2 hit. With 2 bets it could be anywhere from 9 to 91 %. For comparison: ${others} hit 8–34 % of the time.`,
  );
  expect(numbers({})).toContain("No bet is settled yet.");
});

test("counts bets handed to us and bets that need others separately as soon as there is one", () => {
  const blocked = { mandate: { chosen: "we-chose", dependency: "governance" } } as const;
  const bets = [
    aBet(1, final(40)),
    aBet(2, { ...final(33), ...blocked }),
    aBet(3, { ...final(33), ...handed }),
  ];
  expect(numbers({ bets })).toContain(
    "Released by us alone: 1 of 2 hit (9 to 91 %). Not without others: 0 of 1 hit (0 to 79 %).",
  );
  expect(numbers({ bets })).toContain(
    "Chosen or agreed to by us: 1 of 2 hit (9 to 91 %). Handed to us: 0 of 1 hit (0 to 79 %).",
  );
  expect(numbers({ bets: bets.slice(0, 1) }).join()).not.toMatch(/Released|Handed/);
});

test("says how good the forecasts are from five on, and explains the score with an example", () => {
  const bets = many(5, (number) => aBet(number, { ...final(number === 1 ? 40 : 33, OLD), ...forecast(30) }));
  const line = "Our forecasts of 5 bets did no better than always guessing our average, 1 of 5.";
  expect(numbers({ bets })).toContain(line);
  expect(numbers({ bets })).toContain(
    "Forecasts: giving 90 % costs 0.01 if the bet hits and 0.81 if it doesn't (Brier score, lower is better). Ours cost 0.17 on average; guessing our average, 0.16.",
  );
  expect(numbers({ bets: bets.slice(1) }).join()).not.toMatch(/forecasts of|Brier/);
  const sealed = bets.map((bet) => ({ ...bet, confidence: { kind: "too-few" } as const }));
  expect(numbers({ bets: sealed }).join()).not.toContain("Brier");
});

test.each([
  [90, 4, "We tend to be too sure: what we gave 80–100 % came in 4 of 10 times."],
  [10, 7, "We tend to be too careful: what we gave 0–20 % came in 7 of 10 times."],
  [70, 7, "What we gave 60–80 % came in 7 of 10 times, about as often as we said."],
])("says if we tend to be too sure, from ten bets given alike: %d %%, %d hits", (percent, hits, line) => {
  const bets = many(10, (number) =>
    aBet(number, { ...final(number <= hits ? 40 : 33, OLD), ...forecast(percent) }),
  );
  expect(numbers({ bets })).toContain(line);
  expect(numbers({ bets: bets.slice(1) })).not.toContain(line);
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
