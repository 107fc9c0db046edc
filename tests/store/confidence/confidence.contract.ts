import { expect, test } from "vitest";
import type { ConfidenceResult } from "#domain/confidence/confidence.ts";
import { addTeamAndBet, AT, bet, later, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const sealed = (hasVotes = false) => ({ kind: "sealed" as const, closesAt: later(48), hasVotes });
const polled = (facts = {}) => bet({ id: "polled", number: 2, confidence: sealed(), ...facts });

export function confidenceContract(the: TestStore): void {
  const confidence = async () => (await the.store.bets.find(W, "polled"))?.confidence;

  async function addPolled(): Promise<void> {
    await addTeamAndBet(the.store);
    await the.store.bets.add(polled());
  }

  test("freezes the terms with the first vote, and takes no votes once the poll closes", async () => {
    await addPolled();
    expect(await confidence()).toEqual(sealed());
    expect(await the.store.bets.freezeTerms(W, "polled", later(47))).toBe(true);
    expect(await confidence()).toEqual(sealed(true));
    expect(await the.store.bets.freezeTerms(W, "polled", later(48))).toBe(false);
    expect(await the.store.bets.freezeTerms(W, "bet", AT)).toBe(false);
  });

  test("ends voting early, and never extends it", async () => {
    await addPolled();
    await the.store.bets.endVoting(W, "polled", later(2));
    await the.store.bets.endVoting(W, "polled", later(9));
    expect(await confidence()).toEqual({ ...sealed(), closesAt: later(2) });
    expect(await the.store.bets.freezeTerms(W, "polled", later(2))).toBe(false);
  });

  test.each([
    { kind: "none" },
    { kind: "too-few" },
    { kind: "unreadable" },
    { kind: "agreed", median: 70 },
    { kind: "given", median: 60, lowest: 30, highest: 90, answered: 4 },
  ] as const satisfies readonly ConfidenceResult[])("saves the result $kind once", async (result) => {
    await addPolled();
    expect(await the.store.bets.saveConfidence(W, "polled", result)).toBe(true);
    expect(await confidence()).toEqual(result);
    expect(await the.store.bets.saveConfidence(W, "polled", { kind: "none" })).toBe(false);
    expect(await the.store.bets.freezeTerms(W, "polled", AT)).toBe(false);
    expect(await the.store.bets.changeTerms(polled())).toBe(false);
    expect(await confidence()).toEqual(result);
  });

  test("lists bets whose poll is due to be counted, in every workspace, longest due first", async () => {
    await addPolled();
    await the.store.teams.add(team({ workspace: "T2" }));
    await the.store.bets.add(polled({ workspace: "T2", confidence: { ...sealed(), closesAt: later(1) } }));
    const due = async (at: number) =>
      (await the.store.bets.withConfidenceDue(later(at))).map(({ workspace }) => workspace);
    expect(await due(0)).toEqual([]);
    expect(await due(48)).toEqual(["T2", W]);
    await the.store.bets.saveConfidence("T2", "polled", { kind: "none" });
    expect(await due(48)).toEqual([W]);
  });

  test("does not undo a vote by saving a bet that was read before it", async () => {
    await addPolled();
    const before = await the.store.bets.find(W, "polled");
    if (!before) throw new Error("The bet is gone.");
    await the.store.bets.freezeTerms(W, "polled", AT);
    await the.store.bets.save(
      { ...before, terms: { ...before.terms, target: 1 }, review: { prompts: 1 } },
      "open",
    );
    expect(await the.store.bets.find(W, "polled")).toEqual({
      ...before,
      review: { prompts: 1 },
      confidence: sealed(true),
    });
  });

  test("changes terms in place until they are frozen", async () => {
    await addPolled();
    const terms = { ...bet().terms, target: 36, unit: "points" };
    expect(await the.store.bets.changeTerms({ ...polled(), terms, review: { prompts: 0 } })).toBe(true);
    expect(await the.store.bets.find(W, "polled")).toMatchObject({ terms, review: { prompts: 0 } });
    await the.store.bets.freezeTerms(W, "polled", AT);
    expect(await the.store.bets.changeTerms(polled())).toBe(false);
    expect((await the.store.bets.find(W, "polled"))?.terms).toEqual(terms);
  });

  test("keeps every amendment, with its reason and the terms before it", async () => {
    await addPolled();
    const { terms } = bet();
    const to = (target: number) => ({ ...terms, target });
    for (const target of [36, 34])
      await the.store.bets.amend(polled(), { terms: to(target), reason: `to ${target}` }, AT);
    expect(await the.store.bets.find(W, "polled")).toMatchObject({ terms, amended: to(34) });
    expect(await the.store.bets.amendment(W, "polled", 1)).toEqual({
      terms: to(36),
      before: terms,
      reason: "to 36",
    });
    expect(await the.store.bets.amendment(W, "polled", 2)).toEqual({
      terms: to(34),
      before: to(36),
      reason: "to 34",
    });
    expect(await the.store.bets.amendment(W, "polled", 3)).toBeUndefined();
    expect((await the.store.bets.ofTeam(W, "team")).map(({ amended }) => amended?.target)).toEqual([
      34,
      undefined,
    ]);
  });

  test("does not amend a settled bet", async () => {
    await addPolled();
    const outcome = { verdict: { kind: "invalid" as const }, reason: "why" };
    await the.store.bets.save(
      polled({ state: { kind: "provisional", outcome, round: 1, finalAt: later(24) } }),
      "open",
    );
    const amendment = { terms: bet().terms, reason: "why" };
    expect(await the.store.bets.amend(polled(), amendment, AT)).toBeUndefined();
    expect(await the.store.bets.changeTerms(polled())).toBe(false);
  });

  test("keeps votes, forecasts and amendments within their workspace", async () => {
    await addPolled();
    await the.store.teams.add(team({ workspace: "T2" }));
    await the.store.bets.add(polled({ workspace: "T2" }));
    const theirs = polled({ workspace: "T2" });
    await the.store.bets.freezeTerms(W, "polled", AT);
    await the.store.bets.amend(polled(), { terms: bet().terms, reason: "why" }, AT);
    await the.store.bets.endVoting(W, "polled", later(1));
    await the.store.bets.saveConfidence(W, "polled", { kind: "too-few" });
    expect(await the.store.bets.find("T2", "polled")).toEqual(theirs);
    expect(await the.store.bets.amendment("T2", "polled", 1)).toBeUndefined();
  });
}
