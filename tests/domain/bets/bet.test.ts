import { describe, expect, test } from "vitest";
import { type Bet, dispute, finalise, place, recordPrompt, settle } from "#domain/bets/bet.ts";
import type { Result } from "#domain/result.ts";

const BERLIN = "Europe/Berlin";
/** A Monday, 10:00 in Berlin. */
const NOW = Temporal.Instant.from("2026-11-02T09:00:00Z");
const inBerlin = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(BERLIN).toInstant();

const draft = (reviewOn = "2026-12-14", target = 40) => ({
  title: "Checklist",
  belief: "We believe they see what is left",
  terms: {
    metric: "activation",
    unit: "%",
    baseline: 32,
    target,
    reviewOn: Temporal.PlainDate.from(reviewOn),
  },
  mandate: { chosen: "we-chose" as const },
});
const facts = { id: "bet", workspace: "T1", team: "team", number: 12, timeZone: BERLIN, now: NOW };

const must = <Value>(result: Result<Value, unknown>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const placed = (): Bet => must(place(draft(), facts));
const reading = (value: number) => ({
  value,
  takenOn: Temporal.PlainDate.from("2026-12-14"),
  evidence: "ab-test" as const,
});
const settled = (round = 1, at = NOW): Bet =>
  must(settle(placed(), { kind: "reading", reading: reading(37) }, round, at));

describe("placing a bet", () => {
  test("opens the bet, with a prompt at 10:00 on the review date in the team's time zone, and a question halfway", () => {
    expect(placed()).toEqual({
      ...draft(),
      id: "bet",
      workspace: "T1",
      team: "team",
      number: 12,
      placedAt: NOW,
      review: {
        prompts: 0,
        nextPromptAt: inBerlin("2026-12-14T10:00"),
        halfwayAt: inBerlin("2026-11-23T10:00"),
      },
      confidence: { kind: "sealed", closesAt: NOW.add({ hours: 48 }), hasVotes: false },
      state: { kind: "open" },
    });
  });

  test.each([
    ["Europe/Berlin", "2026-11-03", true],
    ["Europe/Berlin", "2026-11-02", false],
    // There it is the day before, or after.
    ["Pacific/Pago_Pago", "2026-11-02", true],
    ["Pacific/Kiritimati", "2026-11-03", true],
    ["Pacific/Kiritimati", "2026-11-02", false],
  ])("uses the team's date: in %s a review on %s is in the future: %s", (timeZone, reviewOn, ahead) => {
    const at = Temporal.Instant.from("2026-11-02T08:00:00Z");
    expect(place(draft(reviewOn), { ...facts, timeZone, now: at }).ok).toBe(ahead);
  });

  test("refuses terms that no verdict can be computed from", () => {
    expect(place(draft("2026-12-14", 32), facts)).toEqual({
      ok: false,
      error: { kind: "target-equals-baseline" },
    });
  });
});

describe("prompts", () => {
  test.each([
    ["on a Monday", "2026-12-14T10:00", "2026-12-17T10:00"],
    ["on a Wednesday, across a weekend", "2026-12-16T10:00", "2026-12-21T10:00"],
    ["on a Saturday", "2026-12-19T10:00", "2026-12-23T10:00"],
    ["two weeks late, after an outage", "2026-12-28T23:30", "2026-12-31T10:00"],
    ["before the clocks change", "2027-03-25T10:00", "2027-03-30T10:00"],
  ])("prompted %s, asks again three working days later at 10:00", (_, at, next) => {
    const prompted = recordPrompt(placed(), BERLIN, inBerlin(at));
    expect(prompted.review).toEqual({ prompts: 1, nextPromptAt: inBerlin(next) });
  });

  test("never prompts a third time", () => {
    const promptedTwice = recordPrompt(recordPrompt(placed(), BERLIN, NOW), BERLIN, NOW);
    expect(promptedTwice.review).toEqual({ prompts: 2 });
  });
});

describe("settling a bet", () => {
  test("a final reading gives a provisional verdict, final after 24 hours, and ends the prompts", () => {
    const bet = settled();
    expect(bet.review).toEqual({ prompts: 0 });
    expect(bet.state).toEqual({
      kind: "provisional",
      round: 1,
      outcome: { verdict: { kind: "part-way", progress: 0.625 }, reading: reading(37) },
      finalAt: NOW.add({ hours: 24 }),
    });
  });

  test.each(["inconclusive", "stopped-early", "invalid"] as const)(
    "records a declared verdict with its reason: %s",
    (kind) => {
      const bet = must(settle(placed(), { kind, reason: "The event was renamed" }, 2, NOW));
      expect(bet.state).toMatchObject({
        round: 2,
        outcome: { verdict: { kind }, reason: "The event was renamed" },
      });
    },
  );

  test("refuses to settle a bet with a provisional or final verdict", () => {
    const final = must(finalise(settled(), NOW));
    for (const bet of [settled(), final])
      expect(settle(bet, { kind: "reading", reading: reading(40) }, 2, NOW)).toEqual({
        ok: false,
        error: { kind: "already-settled", number: 12 },
      });
  });

  test("keeps the outcome when the verdict becomes final", () => {
    const { state } = must(finalise(settled(3), NOW));
    expect(state).toEqual({
      kind: "final",
      round: 3,
      outcome: { verdict: { kind: "part-way", progress: 0.625 }, reading: reading(37) },
      settledAt: NOW,
    });
  });

  test("a dispute reopens the bet, with one more prompt three working days later", () => {
    const bet = must(dispute(settled(), BERLIN, inBerlin("2026-12-18T23:59")));
    expect(bet.state).toEqual({ kind: "open" });
    expect(bet.review).toEqual({ prompts: 1, nextPromptAt: inBerlin("2026-12-23T10:00") });
    expect(recordPrompt(bet, BERLIN, NOW).review).toEqual({ prompts: 2 });
  });

  test("only a provisional verdict can be disputed or made final", () => {
    const refusal = { ok: false, error: { kind: "verdict-not-open", number: 12 } };
    const final = must(finalise(settled(), NOW));
    for (const bet of [placed(), final]) {
      expect(finalise(bet, NOW)).toEqual(refusal);
      expect(dispute(bet, BERLIN, NOW)).toEqual(refusal);
    }
  });
});
