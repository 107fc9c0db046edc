import { expect, test } from "vitest";
import { awaitsShipping, currentReviewDate } from "#domain/bets/bet.ts";
import { leadTime, ship, withShipping } from "#domain/bets/shipping.ts";
import { aBet, day, final, instant } from "#tests/support/facts.ts";

const BERLIN = "Europe/Berlin";
const facts = { today: day("2026-11-28"), timeZone: BERLIN };
const counting = (more: Parameters<typeof aBet>[1] = {}) =>
  aBet(1, { terms: { reviewOn: day("2026-12-14") }, reviewAfterShipping: 42, ...more });

test.each([
  ["2026-11-03", 42, "2026-12-15"],
  // Six weeks after a Saturday or a Sunday: the Monday after.
  ["2026-11-07", 42, "2026-12-21"],
  ["2026-11-08", 42, "2026-12-21"],
  ["2026-11-03", 14, "2026-11-17"],
])("a bet that shipped on %s, with a review %d days after, is reviewed on %s", (on, days, reviewOn) => {
  const shipped = withShipping(counting({ reviewAfterShipping: days }), day(on), BERLIN);
  expect(currentReviewDate(shipped)).toEqual(day(reviewOn));
  expect(shipped.review.nextPromptAt).toEqual(instant(`${reviewOn}T09:00:00Z`));
  expect(shipped.terms.reviewOn).toEqual(day("2026-12-14"));
});

test("a date amended before shipping is a plan; the review counts from shipping all the same", () => {
  const bet = counting();
  const amended = { ...bet, amended: { ...bet.terms, reviewOn: day("2027-02-01") } };
  expect(currentReviewDate(amended)).toEqual(day("2027-02-01"));
  expect(currentReviewDate(withShipping(amended, day("2026-11-03"), BERLIN))).toEqual(day("2026-12-15"));
});

test("a review that doesn't count from shipping stays where it is, with the prompts so far", () => {
  const bet = aBet(1, { review: { prompts: 1, nextPromptAt: instant("2027-01-20T09:00:00Z") } });
  expect(withShipping(bet, day("2026-11-03"), BERLIN)).toEqual({ ...bet, shippedOn: day("2026-11-03") });
});

test("taking the day back leaves the bet as it was", () => {
  const bet = withShipping(counting(), undefined, BERLIN);
  expect(withShipping(withShipping(bet, day("2026-11-03"), BERLIN), undefined, BERLIN)).toEqual({
    ...bet,
    review: { prompts: 0, nextPromptAt: instant("2026-12-14T09:00:00Z") },
  });
});

test.each([
  ["a settled bet", aBet(1, final(37)), "2026-11-03", "already-settled"],
  ["a day to come", aBet(1), "2026-11-29", "shipped-in-the-future"],
  ["the same day again", aBet(1, { shippedOn: day("2026-11-03") }), "2026-11-03", "already-shipped"],
])("%s is refused", (_which, bet, on, kind) => {
  expect(ship(bet, day(on), facts)).toMatchObject({ ok: false, error: { kind } });
});

test("a bet awaits shipping while it is open, counts from shipping and hasn't shipped", () => {
  expect(awaitsShipping(counting())).toBe(true);
  expect(awaitsShipping(counting({ shippedOn: day("2026-11-03") }))).toBe(false);
  expect(awaitsShipping(counting(final(37)))).toBe(false);
  expect(awaitsShipping(aBet(1))).toBe(false);
});

const placedOn = (on: string, shippedOn?: string) =>
  aBet(1, { placedAt: instant(`${on}T08:00:00Z`), ...(shippedOn && { shippedOn: day(shippedOn) }) });

test.each([
  [[], undefined],
  [[placedOn("2026-10-05")], undefined],
  [[placedOn("2026-10-05", "2026-10-15")], { bets: 1, medianDays: 10 }],
  [[placedOn("2026-10-05", "2026-10-15"), placedOn("2026-10-05", "2026-10-06")], { bets: 2, medianDays: 6 }],
  [[placedOn("2026-10-05", "2026-10-01")], { bets: 1, medianDays: 0 }],
])("the lead time of %# is the median from placing to shipping", (bets, expected) => {
  expect(leadTime(bets, BERLIN)).toEqual(expected);
});
