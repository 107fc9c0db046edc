import { expect, test } from "vitest";
import { amend, amendedVerdict, areTermsFrozen, currentTerms } from "#domain/amendments/amendment.ts";
import { type Bet, currentReviewDate } from "#domain/bets/bet.ts";
import { aBet, day, final, instant } from "#tests/support/facts.ts";

const NOW = instant("2026-12-01T09:00:00Z");
const CLOSES = instant("2026-12-02T09:00:00Z");
const unvoted = aBet(1, { confidence: { kind: "sealed", closesAt: CLOSES, hasVotes: false } });
const voted = aBet(1, { confidence: { kind: "sealed", closesAt: CLOSES, hasVotes: true } });
const facts = { hasReadings: false, timeZone: "Europe/Berlin", now: NOW };

const change = (bet: Bet, more: Partial<Bet["terms"]>, reason?: string, hasReadings = false) =>
  amend(bet, { terms: { ...currentTerms(bet), ...more }, reason }, { ...facts, hasReadings });

test.each([
  ["nobody has voted yet", unvoted, false],
  ["somebody has voted", voted, true],
  ["the poll has closed, even without votes", aBet(1, { confidence: { kind: "none" } }), true],
  ["the bet has no poll", aBet(1), false],
])("whether terms are frozen: %s", (_, bet, frozen) => {
  expect(areTermsFrozen(bet)).toBe(frozen);
});

test("changes the terms in place before the first vote, without a reason", () => {
  const changed = change(unvoted, { target: 38, unit: "points", metric: "active teams" });
  expect(changed).toMatchObject({ ok: true, value: { bet: { terms: { target: 38, unit: "points" } } } });
  expect(changed.ok && changed.value).not.toHaveProperty("amendment");
});

test("after the first vote, keeps the terms and adds an amendment with its reason", () => {
  const changed = change(voted, { target: 38 }, "We left a market out");
  expect(changed).toMatchObject({
    ok: true,
    value: {
      bet: { terms: { target: 40 }, amended: { target: 38 } },
      amendment: { terms: { target: 38 }, reason: "We left a market out" },
    },
  });
});

test.each([
  ["nothing changed", voted, {}, "why", "terms-unchanged"],
  ["no reason", voted, { target: 38 }, undefined, "reason-missing"],
  ["a unit other than the one voted on", voted, { unit: "points" }, "why", "unit-fixed"],
  ["target equals baseline", unvoted, { target: 32 }, undefined, "target-equals-baseline"],
  ["a review date of today", unvoted, { reviewOn: day("2026-12-01") }, undefined, "review-not-ahead"],
  ["a settled bet", { ...voted, ...final(40) }, { target: 38 }, "why", "already-settled"],
] as const)("refuses to amend: %s", (_, bet, more, reason, kind) => {
  expect(change(bet, more, reason)).toMatchObject({ ok: false, error: { kind } });
});

test("refuses another unit once a reading has been taken, even without votes", () => {
  expect(change(unvoted, { unit: "points" }, undefined, true)).toMatchObject({
    error: { kind: "unit-fixed" },
  });
});

test("accepts a past review date that is unchanged; a new date restarts the prompts, at 10:00", () => {
  const due = aBet(1, { terms: { reviewOn: day("2026-11-30") }, review: { prompts: 2 } });
  expect(change(due, { target: 38 })).toMatchObject({ ok: true, value: { bet: { review: { prompts: 2 } } } });
  const moved = change(due, { reviewOn: day("2026-12-14") });
  expect(moved).toMatchObject({
    value: { bet: { review: { prompts: 0, nextPromptAt: instant("2026-12-14T09:00:00Z") } } },
  });
  expect(moved.ok && currentReviewDate(moved.value.bet)).toEqual(day("2026-12-14"));
});

test("computes the verdict from the terms voted on, and a second one from the amended terms", () => {
  const amended = { ...aBet(1).terms, target: 36 };
  const hitOnlyAsAmended = aBet(1, { ...final(37), amended });
  expect(hitOnlyAsAmended.state).toMatchObject({ outcome: { verdict: { kind: "part-way" } } });
  expect(amendedVerdict(hitOnlyAsAmended)).toEqual({ kind: "hit", progress: 1.25 });
  expect(amendedVerdict(aBet(1, { ...final("invalid"), amended }))).toBeUndefined();
  expect(amendedVerdict(aBet(1, final(37)))).toBeUndefined();
  expect(amendedVerdict(aBet(1, { amended }))).toBeUndefined();
});
