import { expect, test } from "vitest";
import { composeWeek, type WeekFacts } from "#domain/digests/digest.ts";
import {
  chooseContent,
  type DigestContent,
  isQuiet,
  type News,
  newsOf,
  unansweredSteps,
} from "#domain/digests/news.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import { aBet, aGoal, aLearning, aStep, day, final, provisional, weekFacts } from "#tests/support/facts.ts";

/** The week of Friday 11 December. */
const chosen = (
  facts: Partial<WeekFacts>,
  previous?: DigestContent,
  dropped: readonly NextStep[] = [],
): { content: DigestContent; news: News } => {
  const week = composeWeek(weekFacts(facts));
  const content = chooseContent(week, previous, dropped);
  const keyResults = (facts.goals ?? []).flatMap((goal) => goal.keyResults);
  const steps = [...(facts.nextSteps ?? []), ...dropped];
  return { content, news: newsOf(week, content, { bets: facts.bets ?? [], steps, keyResults }) };
};

const NEWS: readonly (readonly [string, Partial<WeekFacts>, boolean])[] = [
  ["nothing at all", {}, false],
  ["old verdicts and a bet reviewed next month", { bets: [aBet(1, final(40, "2026-11-01T10:00:00Z")), aBet(2)] }, false],
  ["a key result near its pace", { goals: [aGoal({ current: 75 })] }, false],
  ["a step that is not due", { nextSteps: [aStep("to do", { dueOn: day("2027-01-20") })] }, false],
  ["a step that comes up", { nextSteps: [aStep("to do")] }, false],
  ["a step carried over twice", { nextSteps: [aStep("to do", { dueOn: day("2026-11-30"), timesCarriedOver: 2 })] }, false],
  ["a verdict that is not final", { bets: [aBet(1, provisional(40))] }, false],
  ["a verdict", { bets: [aBet(1, final(40))] }, true],
  ["a learning", { learnings: [aLearning("new")] }, true],
  ["a review next week", { bets: [aBet(1, { terms: { reviewOn: day("2026-12-18") } })] }, true],
  ["a review that has come", { bets: [aBet(1, { terms: { reviewOn: day("2026-12-11") } })] }, true],
  ["a key result that slips", { goals: [aGoal({ current: 61 })] }, true],
  ["a step to ask about", { nextSteps: [aStep("to do", { dueOn: day("2026-11-20"), timesCarriedOver: 3 })] }, true],
]; // prettier-ignore

test.each(NEWS)("a week is quiet without news: %s", (_, facts, isNews) => {
  expect(isQuiet(chosen(facts).news)).toBe(!isNews);
});

test("tells a review before its date and after it, and then no more", () => {
  const reviews = ["2026-12-19", "2026-12-18", "2026-12-12", "2026-12-11", "2026-12-05", "2026-12-04"];
  const bets = reviews.map((reviewOn, index) => aBet(index + 1, { terms: { reviewOn: day(reviewOn) } }));
  expect(chosen({ bets }).news.due.map(({ number }) => number)).toEqual([5, 4, 3, 2]);
});

const behind = (current: number, by: number) => ({
  id: "key-result",
  standing: "behind" as const,
  current,
  pace: { kind: "behind" as const, by },
  isNews: true,
});

test.each([
  ["falls far enough behind", undefined, 61, "behind"],
  ["is a little behind", undefined, 75, undefined],
  ["is behind without a new value", behind(61, 11), 61, undefined],
  ["got a better value and is still behind", behind(60, 11), 61, undefined],
  ["got a worse value", behind(62, 11), 61, "behind"],
  ["got a better value, and the gap has doubled", behind(50, 8), 61, "behind"],
  ["is almost back", behind(50, 10), 75, undefined],
  ["is back on pace", behind(50, 10), 85, "fine"],
  ["is reached", behind(50, 10), 100, "reached"],
  ["is reached at first", undefined, 100, "reached"],
] as const)("tells of a key result only when it changes: it %s", (_, before, current, told) => {
  const previous = {
    due: [],
    keyResults: before ? [before] : [],
    comingSteps: [],
    askedSteps: [],
    droppedSteps: [],
  };
  const { news } = chosen({ goals: [aGoal({ current })] }, previous);
  expect(news.keyResults.map(({ standing }) => standing)).toEqual(told ? [told] : []);
});

test("remembers what it told of a key result while that is no news", () => {
  const first = chosen({ goals: [aGoal({ current: 61 })] }).content;
  const second = chosen({ goals: [aGoal({ current: 61 })] }, first).content;
  expect(second.keyResults).toEqual(first.keyResults.map((told) => ({ ...told, isNews: false })));
});

test("asks about two steps at a time, and drops the ones that nobody answered", () => {
  const overdue = (text: string, timesCarriedOver: number) =>
    aStep(text, { dueOn: day("2026-11-20"), timesCarriedOver });
  const nextSteps = [overdue("a", 3), overdue("b", 17), overdue("c", 3), overdue("d", 2)];
  const { content } = chosen({ nextSteps });
  expect(content.askedSteps).toEqual(["a", "b"]);
  const later = [overdue("a", 4), overdue("b", 1), overdue("c", 4), overdue("d", 3)];
  expect(unansweredSteps(later, content).map(({ id }) => id)).toEqual(["a"]);
  expect(unansweredSteps(later, undefined)).toEqual([]);
});

test("names a step once in the week before its date", () => {
  const due = (on: string) => aStep(on, { dueOn: day(on) });
  const nextSteps = ["2026-12-10", "2026-12-11", "2026-12-17", "2026-12-18"].map(due);
  expect(chosen({ nextSteps }).content.comingSteps).toEqual(["2026-12-11", "2026-12-17"]);
});
