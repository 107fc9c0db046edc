import { expect, test } from "vitest";
import type { Bet, BetState } from "#domain/bets/bet.ts";
import { dispute, finalise, settle } from "#domain/bets/bet.ts";
import type { Evidence } from "#domain/readings/reading.ts";
import {
  addTeamAndBet,
  AT,
  bet,
  keyResult,
  later,
  objective,
  onDay,
  reading,
  team,
  W,
} from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const provisional = (value: number, evidence: Evidence = "ab-test", note?: string): Bet => {
  const final = reading({ value, evidence, ...(note && { note }) });
  const settled = settle(bet(), { kind: "reading", reading: final }, 1, AT);
  if (!settled.ok) throw new Error(settled.error.kind);
  return settled.value;
};
const stated = (kind: "inconclusive" | "stopped-early" | "invalid"): Bet => {
  const settled = settle(bet(), { kind, reason: "The dashboard counts bots" }, 1, AT);
  if (!settled.ok) throw new Error(settled.error.kind);
  return settled.value;
};
const final = (provisionalBet: Bet): Bet => {
  const finalised = finalise(provisionalBet, later(24));
  if (!finalised.ok) throw new Error(finalised.error.kind);
  return finalised.value;
};

export function betsContract(the: TestStore): void {
  test("knows whether a team has a verdict on another bet", async () => {
    await addTeamAndBet(the.store);
    await the.store.bets.add(bet({ id: "b", number: 2 }));
    const other = (id: string, team = "team") => the.store.bets.anyOtherSettled(W, { team, id });
    expect(await other("b")).toBe(false);
    await the.store.bets.save(provisional(37), "open");
    expect([await other("b"), await other("bet"), await other("b", "another")]).toEqual([true, false, false]);
    await the.store.bets.save(final(provisional(37)), "provisional");
    expect([await other("b"), await other("bet")]).toEqual([true, false]);
  });

  test("reads back a bet with every field set", async () => {
    await the.store.teams.add(team());
    await the.store.goals.saveObjective(objective(), AT);
    await the.store.goals.saveKeyResult(keyResult(), AT);
    const full = bet({
      title: "<!channel> \"quotes\" 'and' ; -- \\ 🎲 مرحبا",
      belief: "a\nb\n".repeat(1_000),
      terms: { metric: "", unit: "", baseline: -0.1, target: 1e15, reviewOn: onDay("2027-02-28") },
      guardrail: "Support tickets stay under 20",
      keyResult: "key-result",
      cites: "learning",
      mandate: { chosen: "decided-for-us", dependency: "governance" },
      review: { prompts: 1 },
    });
    await the.store.bets.add(full);
    expect(await the.store.bets.find(W, "bet")).toEqual(full);
    expect(await the.store.bets.findByNumber(W, "team", 1)).toEqual(full);
    expect(await the.store.bets.find(W, "another")).toBeUndefined();
    expect(await the.store.bets.findByNumber(W, "team", 2)).toBeUndefined();
    expect(await the.store.bets.findByNumber(W, "another", 1)).toBeUndefined();
  });

  test.each([0.1, 0.2, 0.1 + 0.2, -1 / 3, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER])(
    "reads back the number %d exactly",
    async (number) => {
      await addTeamAndBet(the.store);
      const exact = bet({ id: "exact", number: 2, terms: { ...bet().terms, baseline: number, target: -1 } });
      await the.store.bets.add(exact);
      expect((await the.store.bets.find(W, "exact"))?.terms.baseline).toBe(number);
    },
  );

  test("changes the words of an open bet only", async () => {
    await addTeamAndBet(the.store);
    const words = { title: "Checklist", belief: "We believe" };
    expect(await the.store.bets.changeWords(W, "bet", words)).toBe(true);
    expect(await the.store.bets.find(W, "bet")).toEqual({ ...bet(), ...words });
    await the.store.bets.save(provisional(37), "open");
    expect(await the.store.bets.changeWords(W, "bet", { ...words, title: "Late" })).toBe(false);
    expect(await the.store.bets.find(W, "bet")).toMatchObject(words);
  });

  test("deletes a bet with its indexed words, and no other", async () => {
    await addTeamAndBet(the.store);
    const other = bet({ id: "other", number: 2 });
    await the.store.bets.add(other);
    await the.store.bets.delete(W, "bet");
    expect(await the.store.bets.ofTeam(W, "team")).toEqual([other]);
  });

  test("rejects a second bet with the same number in a team", async () => {
    await addTeamAndBet(the.store);
    await expect(the.store.bets.add(bet({ id: "second" }))).rejects.toThrow();
    expect(await the.store.bets.ofTeam(W, "team")).toHaveLength(1);
  });

  test("rejects a bet whose team or key result doesn't exist", async () => {
    await expect(the.store.bets.add(bet())).rejects.toThrow();
    await the.store.teams.add(team());
    await expect(the.store.bets.add(bet({ keyResult: "none" }))).rejects.toThrow();
  });

  test("lists a team's bets, newest first", async () => {
    await addTeamAndBet(the.store);
    await the.store.teams.add(team({ id: "other", channel: "C2" }));
    for (const number of [10, 2, 9]) await the.store.bets.add(bet({ id: `bet-${number}`, number }));
    await the.store.bets.add(bet({ id: "theirs", team: "other" }));
    const numbers = (await the.store.bets.ofTeam(W, "team")).map(({ number }) => number);
    expect(numbers).toEqual([10, 9, 2, 1]);
  });

  test.each([
    ["a hit", provisional(40)],
    ["part-way, with a note", provisional(37, "holdout", "from the dashboard")],
    ["missed", provisional(33, "anecdote")],
    ["backfired", provisional(-3)],
    ["inconclusive", stated("inconclusive")],
    ["stopped early", stated("stopped-early")],
    ["invalid", stated("invalid")],
  ])("reads back a provisional and a final verdict: %s", async (_, settled) => {
    await addTeamAndBet(the.store);
    expect(await the.store.bets.save(settled, "open")).toBe(true);
    expect(await the.store.bets.find(W, "bet")).toEqual(settled);
    expect(await the.store.bets.save(final(settled), "provisional")).toBe(true);
    expect(await the.store.bets.find(W, "bet")).toEqual(final(settled));
  });

  test.each([
    ["open", "provisional"],
    ["open", "final"],
    ["provisional", "open"],
    ["provisional", "final"],
    ["final", "open"],
    ["final", "provisional"],
  ] as const)("does not save a bet that is %s for a caller that read it as %s", async (actual, read) => {
    await addTeamAndBet(the.store);
    const states: Record<BetState["kind"], Bet> = {
      open: bet(),
      provisional: provisional(40),
      final: final(provisional(40)),
    };
    await the.store.bets.save(states[actual], "open");
    expect(await the.store.bets.save(stated("invalid"), read)).toBe(false);
    expect(await the.store.bets.find(W, "bet")).toEqual(states[actual]);
  });

  test("lets only one of several concurrent callers settle a bet", async () => {
    await addTeamAndBet(the.store);
    const saved = await Promise.all(
      [40, 37, 33, 31].map((value) =>
        the.store.transaction((tx) => tx.bets.save(provisional(value), "open")),
      ),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
  });

  test("reopens a disputed bet without its verdict, and keeps its number of rounds", async () => {
    await addTeamAndBet(the.store);
    expect(await the.store.bets.rounds(W, "bet")).toBe(0);
    await the.store.bets.save(provisional(40), "open");
    const disputed = dispute(provisional(40), "Europe/Berlin", later(1));
    if (!disputed.ok) throw new Error(disputed.error.kind);
    expect(await the.store.bets.save(disputed.value, "provisional")).toBe(true);
    expect(await the.store.bets.find(W, "bet")).toEqual(disputed.value);
    expect(await the.store.bets.rounds(W, "bet")).toBe(1);
  });

  test("names the metrics of a team's last bets, newest first, each once", async () => {
    await addTeamAndBet(the.store);
    await the.store.teams.add(team({ id: "other", channel: "C2" }));
    const measured = (number: number, metric: string, of = "team") =>
      bet({ id: `${of}-${number}`, team: of, number, terms: { ...bet().terms, metric } });
    for (const [number, metric] of [
      [2, "churn"],
      [3, "upgrades"],
      [4, "churn"],
    ] as const)
      await the.store.bets.add(measured(number, metric));
    await the.store.bets.add(measured(9, "revenue", "other"));
    expect(await the.store.bets.lastMetrics(W, "team", 9)).toEqual(["churn", "upgrades", "activation"]);
    expect(await the.store.bets.lastMetrics(W, "team", 2)).toEqual(["churn", "upgrades"]);
    expect(await the.store.bets.lastMetrics("T2", "team", 9)).toEqual([]);
  });

  test("throws for the rounds of a bet that doesn't exist", async () => {
    await expect(the.store.bets.rounds(W, "none")).rejects.toThrow();
  });

  test("lists open bets whose review prompt is due, in every workspace, longest due first", async () => {
    await addTeamAndBet(the.store);
    await the.store.teams.add(team({ workspace: "T2" }));
    const prompted = (id: string, number: number, at: number, workspace = W) =>
      bet({ id, number, workspace, review: { prompts: 1, nextPromptAt: later(at) } });
    await the.store.bets.add(prompted("second", 2, 2));
    await the.store.bets.add(prompted("first", 1, 1, "T2"));
    await the.store.bets.add(prompted("not-yet", 3, 3));
    await the.store.bets.add(bet({ id: "asked-twice", number: 4, review: { prompts: 2 } }));
    const due = async (at: number) => (await the.store.bets.withPromptDue(later(at))).map(({ id }) => id);
    expect(await due(2)).toEqual(["first", "second"]);
    await the.store.bets.save({ ...provisional(40), id: "second", number: 2 }, "open");
    expect(await due(2)).toEqual(["first"]);
  });

  test("keeps the day an open bet shipped, the review that counts from it, and when it is halfway", async () => {
    await the.store.teams.add(team());
    const placed = bet({ reviewAfterShipping: 42, review: { prompts: 0, halfwayAt: later(500) } });
    await the.store.bets.add(placed);
    expect(await the.store.bets.find(W, "bet")).toEqual(placed);
    const shipped = { ...placed, shippedOn: onDay("2026-11-07"), review: { prompts: 0 } };
    await the.store.bets.saveShipping(shipped);
    expect(await the.store.bets.find(W, "bet")).toEqual(shipped);
    await the.store.bets.saveShipping(placed);
    expect(await the.store.bets.find(W, "bet")).toEqual(placed);

    await the.store.bets.save(provisional(40), "open");
    await the.store.bets.saveShipping(shipped);
    expect((await the.store.bets.find(W, "bet"))?.shippedOn).toBeUndefined();
  });

  test("lists a team's bets that shipped within some days, the first day and the last included", async () => {
    await the.store.teams.add(team());
    await the.store.teams.add(team({ id: "other", channel: "C2" }));
    for (const [number, day, of] of [
      [1, "2026-09-30", "team"],
      [2, "2026-12-31", "team"],
      [3, "2026-10-01", "team"],
      [4, "2027-01-01", "team"],
      [5, "2026-11-01", "other"],
    ] as const)
      await the.store.bets.add(bet({ id: `bet-${number}`, number, team: of, shippedOn: onDay(day) }));
    await the.store.bets.add(bet({ number: 6 }));
    const quarter = { from: onDay("2026-10-01"), until: onDay("2026-12-31") };
    const shipped = await the.store.bets.shippedWithin(W, "team", quarter);
    expect(shipped.map(({ number }) => number)).toEqual([3, 2]);
    expect(await the.store.bets.shippedWithin("T2", "team", quarter)).toEqual([]);
  });

  test("lists open bets that are halfway to their review, in every workspace, until they were asked about", async () => {
    await addTeamAndBet(the.store);
    await the.store.teams.add(team({ workspace: "T2" }));
    const halfway = (id: string, number: number, at: number, workspace = W) =>
      bet({ id, number, workspace, review: { prompts: 0, halfwayAt: later(at) } });
    await the.store.bets.add(halfway("second", 2, 2));
    await the.store.bets.add(halfway("first", 1, 1, "T2"));
    await the.store.bets.add(halfway("not-yet", 3, 3));
    const due = async () => (await the.store.bets.withHalfwayDue(later(2))).map(({ id }) => id);
    expect(await due()).toEqual(["first", "second"]);
    await the.store.bets.save({ ...halfway("second", 2, 2), review: { prompts: 0 } }, "open");
    expect(await due()).toEqual(["first"]);
  });

  test("lists provisional verdicts that are due to become final", async () => {
    await addTeamAndBet(the.store);
    await the.store.bets.save(provisional(40), "open");
    const due = async (at: number) => (await the.store.bets.withVerdictDue(later(at))).map(({ id }) => id);
    expect(await due(23)).toEqual([]);
    expect(await due(24)).toEqual(["bet"]);
    await the.store.bets.save(final(provisional(40)), "provisional");
    expect(await due(24)).toEqual([]);
  });

  test("finds a team's bets by filters, from a number down", async () => {
    await addTeamAndBet(the.store);
    const { bets } = the.store;
    for (const number of [2, 3, 4]) await bets.add(bet({ id: `b${number}`, number }));
    const numbers = async (...[filters, limit = 9]: [Parameters<typeof bets.matching>[2], number?]) =>
      (await bets.matching(W, "team", filters, limit)).map((one) => one.number);
    expect(await numbers({})).toEqual([4, 3, 2, 1]);
    expect(await numbers({ below: 4 }, 2)).toEqual([3, 2]);
    expect(await numbers({ state: "final" })).toEqual([]);
    expect(await numbers({ state: "open", ids: ["b2", "bet"] })).toEqual([2, 1]);
    expect(await numbers({ ids: [] })).toEqual([]);
    expect(await numbers({ verdict: "hit" })).toEqual([]);
    expect(await numbers({ keyResult: "none" })).toEqual([]);
    expect(await bets.matching("T2", "team", {}, 9)).toEqual([]);
  });
}
