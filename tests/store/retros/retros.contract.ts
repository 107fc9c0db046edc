import { expect, test } from "vitest";
import type { DecisionResult, RetroTally } from "#domain/retros/retro.ts";
import { addTeamAndBet, AT, bet, later, learning, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const retro = { id: "retro", workspace: W, team: "team", bet: "bet", openedAt: AT, closesAt: later(48) };
const { closesAt: _, ...identity } = retro;
const open = { ...identity, state: { kind: "open", closesAt: later(48) } };
const tally = (decision: DecisionResult = { kind: "none" }): RetroTally => ({
  themes: [
    { theme: "solution", votes: 4 },
    { theme: "luck", votes: 3 },
    { theme: "evidence", votes: 1 },
  ],
  decision,
});

export function retrosContract(the: TestStore): void {
  test("finds an open retro by id, bet and team", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    expect(await the.store.retros.find(W, "retro")).toEqual(open);
    expect(await the.store.retros.ofBet(W, "bet")).toEqual(open);
    expect(await the.store.retros.ofTeam(W, "team")).toEqual([open]);
    expect(await the.store.retros.find(W, "another")).toBeUndefined();
    expect(await the.store.retros.ofBet(W, "another")).toBeUndefined();
    expect(await the.store.retros.ofTeam(W, "another")).toEqual([]);
  });

  test("rejects a second retro for a bet", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    await expect(the.store.retros.add({ ...retro, id: "second" })).rejects.toThrow();
  });

  test("lists a team's retros in the order they were opened", async () => {
    await addTeamAndBet(the.store);
    await the.store.bets.add(bet({ id: "b", number: 2 }));
    await the.store.retros.add({ ...retro, openedAt: later(2) });
    await the.store.retros.add({ ...retro, id: "earlier", bet: "b", openedAt: later(1) });
    const ids = (await the.store.retros.ofTeam(W, "team")).map(({ id }) => id);
    expect(ids).toEqual(["earlier", "retro"]);
  });

  test("knows whether a team opened a retro before a time", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add({ ...retro, openedAt: later(1) });
    expect(await the.store.retros.anyOpenedBefore(W, "team", later(1))).toBe(false);
    expect(await the.store.retros.anyOpenedBefore(W, "team", later(2))).toBe(true);
    expect(await the.store.retros.anyOpenedBefore(W, "another", later(2))).toBe(false);
    expect(await the.store.retros.anyOpenedBefore("another", "team", later(2))).toBe(false);
  });

  test("lists a team's open retros, in the order they were opened", async () => {
    await addTeamAndBet(the.store);
    for (const [number, id] of ["b", "c"].entries())
      await the.store.bets.add(bet({ id, number: number + 2 }));
    await the.store.retros.add({ ...retro, openedAt: later(2) });
    await the.store.retros.add({ ...retro, id: "earlier", bet: "b", openedAt: later(1) });
    await the.store.retros.add({ ...retro, id: "closed", bet: "c" });
    await the.store.retros.close(W, "closed", tally(), later(5));
    const ids = (await the.store.retros.openOfTeam(W, "team")).map(({ id }) => id);
    expect(ids).toEqual(["earlier", "retro"]);
    expect(await the.store.retros.openOfTeam(W, "another")).toEqual([]);
  });

  test.each<DecisionResult>([
    { kind: "none" },
    { kind: "too-few" },
    { kind: "unreadable" },
    { kind: "agreed", answer: "again" },
    { kind: "agreed", answer: "not-again" },
    { kind: "split", again: 4, notAgain: 2 },
  ])("keeps the tally of a retro closed with the decision $kind", async (decision) => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    expect(await the.store.retros.close(W, "retro", tally(decision), later(5))).toBe(true);
    expect((await the.store.retros.find(W, "retro"))?.state).toEqual({
      kind: "closed",
      closedAt: later(5),
      tally: tally(decision),
    });
  });

  test("closes once and reopens once, and takes the new votes on closing again", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    const { retros } = the.store;
    const agreed: DecisionResult = { kind: "agreed", answer: "again" };
    expect(await retros.reopen(W, "retro", later(9))).toBe(false);
    expect(await retros.close(W, "retro", tally(agreed), later(5))).toBe(true);
    expect(await retros.close(W, "retro", { themes: [], decision: { kind: "none" } }, later(6))).toBe(false);
    expect((await retros.find(W, "retro"))?.state).toMatchObject({ tally: tally(agreed) });

    expect(await retros.reopen(W, "retro", later(29))).toBe(true);
    expect(await retros.reopen(W, "retro", later(30))).toBe(false);
    expect((await retros.find(W, "retro"))?.state).toEqual({ kind: "open", closesAt: later(29) });
    expect(await retros.decision(W, "retro")).toEqual(agreed);
    const anew: RetroTally = { themes: [{ theme: "waiting", votes: 1 }], decision: agreed };
    expect(await retros.close(W, "retro", anew, later(31))).toBe(true);
    expect((await retros.find(W, "retro"))?.state).toEqual({
      kind: "closed",
      closedAt: later(31),
      tally: anew,
    });
  });

  test("remembers that it was reopened; a question that nobody answered is open again", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    const { retros } = the.store;
    await retros.close(W, "retro", { themes: [], decision: { kind: "none" } }, later(5));
    expect(await retros.find(W, "retro")).not.toHaveProperty("reopened");
    expect(await retros.decision(W, "retro")).toEqual({ kind: "none" });
    await retros.reopen(W, "retro", later(29));
    expect(await retros.find(W, "retro")).toMatchObject({ reopened: true });
    expect(await retros.decision(W, "retro")).toBeUndefined();
  });

  test("locks an open retro of the workspace, but not a closed one until it is reopened", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    const { retros } = the.store;
    const hold = () => the.store.transaction((tx) => tx.retros.lockOpen(W, "retro"));
    expect([await hold(), await retros.lockOpen("T2", "retro"), await retros.lockOpen(W, "none")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await retros.find(W, "retro")).toEqual(open);
    await retros.close(W, "retro", tally(), later(5));
    expect(await hold()).toBe(false);
    await retros.reopen(W, "retro", later(9));
    expect(await hold()).toBe(true);
  });

  test("has no decision before it is first closed", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    expect(await the.store.retros.decision(W, "retro")).toBeUndefined();
  });

  test("lists open retros that are due to close", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    expect(await the.store.retros.withCloseDue(later(47))).toEqual([]);
    expect(await the.store.retros.withCloseDue(later(48))).toEqual([open]);
    await the.store.retros.close(W, "retro", tally(), later(48));
    expect(await the.store.retros.withCloseDue(later(99))).toEqual([]);
    await the.store.retros.reopen(W, "retro", later(72));
    expect(await the.store.retros.withCloseDue(later(72))).toHaveLength(1);
  });

  test("lists a bet's learnings oldest first and a team's newest first, with their votes", async () => {
    await addTeamAndBet(the.store);
    const first = learning({ id: "z", addedAt: later(1) });
    const second = learning({ id: "a", addedAt: later(2), text: "R&D <@U1>" });
    for (const added of [second, first]) await the.store.learnings.add(added);
    expect(await the.store.learnings.find(W, "z")).toEqual(first);
    expect(await the.store.learnings.ofBet(W, "bet")).toEqual([first, second]);
    expect(await the.store.learnings.ofTeam(W, "team")).toEqual([second, first]);
    await the.store.learnings.tally(W, "a", 5);
    expect(await the.store.learnings.ofTeam(W, "team")).toEqual([{ ...second, votes: 5 }, first]);
    expect(await the.store.learnings.ofBet(W, "another")).toEqual([]);
    expect(await the.store.learnings.find(W, "another")).toBeUndefined();
  });

  test("pages through a team's learnings, the newest first, without a gap or a repeat", async () => {
    await addTeamAndBet(the.store);
    const { learnings } = the.store;
    for (const [id, at] of [
      ["a", 1],
      ["b", 2],
      ["c", 2],
      ["d", 3],
    ] as const)
      await learnings.add(learning({ id, addedAt: later(at) }));
    const first = await learnings.page(W, "team", { limit: 2 });
    const rest = await learnings.page(W, "team", { after: first[1]!, limit: 9 });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
    expect(await learnings.page("T2", "team", { limit: 9 })).toEqual([]);
  });
}
