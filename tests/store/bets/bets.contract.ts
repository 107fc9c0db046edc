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
import type { The } from "#tests/store/contract/the-store.ts";

const provisional = (value: number, evidence: Evidence = "ab-test", note?: string): Bet => {
  const final = reading({ value, evidence, ...(note && { note }) });
  const settled = settle(bet(), { kind: "reading", reading: final }, 1, AT);
  if (!settled.ok) throw new Error(settled.error.kind);
  return settled.value;
};
const said = (kind: "inconclusive" | "stopped-early" | "invalid"): Bet => {
  const settled = settle(bet(), { kind, reason: "The dashboard counts bots" }, 1, AT);
  if (!settled.ok) throw new Error(settled.error.kind);
  return settled.value;
};
const final = (from: Bet): Bet => {
  const made = finalise(from, later(24));
  if (!made.ok) throw new Error(made.error.kind);
  return made.value;
};

export function betsContract(the: The): void {
  test("a bet with all that it can have is read back as it was placed", async () => {
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
    expect(await the.store.bets.numbered(W, "team", 1)).toEqual(full);
    expect(await the.store.bets.find(W, "another")).toBeUndefined();
    expect(await the.store.bets.numbered(W, "team", 2)).toBeUndefined();
    expect(await the.store.bets.numbered(W, "another", 1)).toBeUndefined();
  });

  test.each([0.1, 0.2, 0.1 + 0.2, -1 / 3, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER])(
    "the number %d comes back to the last bit",
    async (number) => {
      await addTeamAndBet(the.store);
      const exact = bet({ id: "exact", number: 2, terms: { ...bet().terms, baseline: number, target: -1 } });
      await the.store.bets.add(exact);
      expect((await the.store.bets.find(W, "exact"))?.terms.baseline).toBe(number);
    },
  );

  test("a number is a team's once", async () => {
    await addTeamAndBet(the.store);
    await expect(the.store.bets.add(bet({ id: "second" }))).rejects.toThrow();
    expect(await the.store.bets.ofTeam(W, "team")).toHaveLength(1);
  });

  test("a bet needs its team and its key result", async () => {
    await expect(the.store.bets.add(bet())).rejects.toThrow();
    await the.store.teams.add(team());
    await expect(the.store.bets.add(bet({ keyResult: "none" }))).rejects.toThrow();
  });

  test("a team's bets, the newest first", async () => {
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
    ["inconclusive", said("inconclusive")],
    ["stopped early", said("stopped-early")],
    ["invalid", said("invalid")],
  ])("%s: provisional and final are read back as they were saved", async (_, settled) => {
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
  ] as const)("a bet that is %s is not saved by who saw it %s", async (is, seen) => {
    await addTeamAndBet(the.store);
    const states: Record<BetState["kind"], Bet> = {
      open: bet(),
      provisional: provisional(40),
      final: final(provisional(40)),
    };
    await the.store.bets.save(states[is], "open");
    expect(await the.store.bets.save(said("invalid"), seen)).toBe(false);
    expect(await the.store.bets.find(W, "bet")).toEqual(states[is]);
  });

  test("of many that settle at once, one does", async () => {
    await addTeamAndBet(the.store);
    const saved = await Promise.all(
      [40, 37, 33, 31].map((value) =>
        the.store.transaction((tx) => tx.bets.save(provisional(value), "open")),
      ),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
  });

  test("a dispute puts a bet back without a trace of its verdict, and its rounds are still counted", async () => {
    await addTeamAndBet(the.store);
    expect(await the.store.bets.rounds(W, "bet")).toBe(0);
    await the.store.bets.save(provisional(40), "open");
    const disputed = dispute(provisional(40), "Europe/Berlin", later(1));
    if (!disputed.ok) throw new Error(disputed.error.kind);
    expect(await the.store.bets.save(disputed.value, "provisional")).toBe(true);
    expect(await the.store.bets.find(W, "bet")).toEqual(disputed.value);
    expect(await the.store.bets.rounds(W, "bet")).toBe(1);
  });

  test("a bet has no rounds when there is none", async () => {
    await expect(the.store.bets.rounds(W, "none")).rejects.toThrow();
  });

  test("the bets of every workspace whose channel is to be asked, the one that waited longest first", async () => {
    await addTeamAndBet(the.store);
    await the.store.teams.add(team({ workspace: "T2" }));
    const asked = (id: string, number: number, at: number, workspace = W) =>
      bet({ id, number, workspace, review: { prompts: 1, nextPromptAt: later(at) } });
    await the.store.bets.add(asked("second", 2, 2));
    await the.store.bets.add(asked("first", 1, 1, "T2"));
    await the.store.bets.add(asked("not-yet", 3, 3));
    await the.store.bets.add(bet({ id: "asked-twice", number: 4, review: { prompts: 2 } }));
    const due = async (at: number) => (await the.store.bets.withPromptDue(later(at))).map(({ id }) => id);
    expect(await due(2)).toEqual(["first", "second"]);
    await the.store.bets.save({ ...provisional(40), id: "second", number: 2 }, "open");
    expect(await due(2)).toEqual(["first"]);
  });

  test("verdicts that nobody disputed in time", async () => {
    await addTeamAndBet(the.store);
    await the.store.bets.save(provisional(40), "open");
    const due = async (at: number) => (await the.store.bets.withVerdictDue(later(at))).map(({ id }) => id);
    expect(await due(23)).toEqual([]);
    expect(await due(24)).toEqual(["bet"]);
    await the.store.bets.save(final(provisional(40)), "provisional");
    expect(await due(24)).toEqual([]);
  });
}
