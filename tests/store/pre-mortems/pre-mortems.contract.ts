import { expect, test } from "vitest";
import { storeIn } from "#store/store.ts";
import { addTeamAndBet, AT, later, onDay, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const retro = {
  id: "retro",
  workspace: W,
  team: "team",
  bet: "bet",
  openedAt: AT,
  closesAt: later(48),
  preMortem: "sealed" as const,
};
const pool = { workspace: W, team: "team", quarter: onDay("2026-10-01") };

export function preMortemsContract(the: TestStore): void {
  test("reads back, replaces and withdraws a person's texts, and takes none once the poll is closed", async () => {
    const { ballots, sealedTexts } = the.store;
    expect(await sealedTexts.write(W, "poll", "U1", ["why"])).toBe(false);
    await ballots.open(W, "poll");
    expect(await sealedTexts.textsOf(W, "poll", "U1")).toEqual([]);
    for (const texts of [["first"], ["second <@U1> & ü", "and one more"]])
      expect(await sealedTexts.write(W, "poll", "U1", texts)).toBe(true);
    expect(await sealedTexts.textsOf(W, "poll", "U1")).toEqual(["second <@U1> & ü", "and one more"]);
    expect(await sealedTexts.writers(W, "poll")).toBe(1);
    await sealedTexts.write(W, "poll", "U1", []);
    expect(await sealedTexts.writers(W, "poll")).toBe(0);
    await sealedTexts.write(W, "poll", "U1", ["why"]);
    await ballots.close(W, "poll");
    expect(await sealedTexts.writers(W, "poll")).toBe(0);
    expect(await sealedTexts.textsOf(W, "poll", "U1")).toEqual([]);
    expect(await sealedTexts.allShuffled(W, "poll")).toEqual([]);
  });

  test("stores no readable text or person, and seals equal texts differently", async () => {
    const { ballots, sealedTexts } = the.store;
    await ballots.open(W, "poll");
    for (const person of ["U0ANA", "U0BEN"]) await sealedTexts.write(W, "poll", person, ["nobody reads it"]);
    const rows = await the.db.selectFrom("ballots").selectAll().execute();
    expect(new Set(rows.map(({ answer }) => answer)).size).toBe(2);
    expect(JSON.stringify(rows)).not.toMatch(/nobody|U0ANA|U0BEN/);
    const otherServer = storeIn(the.db, new Uint8Array(32).fill(8));
    await expect(otherServer.sealedTexts.allShuffled(W, "poll")).rejects.toThrow();
  });

  test("detects texts that were swapped between two people", async () => {
    const { ballots, sealedTexts } = the.store;
    await ballots.open(W, "poll");
    await sealedTexts.write(W, "poll", "U1", ["one"]);
    await sealedTexts.write(W, "poll", "U2", ["two"]);
    const [row] = await the.db.selectFrom("ballots").select("answer").execute();
    await the.db
      .updateTable("ballots")
      .set({ answer: row?.answer ?? "" })
      .execute();
    await expect(sealedTexts.allShuffled(W, "poll")).rejects.toThrow();
  });

  test("mixes the texts of the given people, or of everybody", async () => {
    const { ballots, sealedTexts } = the.store;
    await ballots.open(W, "poll");
    for (const person of ["U1", "U2", "U3"]) await sealedTexts.write(W, "poll", person, [`by ${person}`]);
    expect((await sealedTexts.allShuffled(W, "poll", ["U1", "U3", "U4"])).toSorted()).toEqual([
      "by U1",
      "by U3",
    ]);
    expect(await sealedTexts.allShuffled(W, "poll")).toHaveLength(3);
    expect(await ballots.votersAmong(W, "poll", ["U2", "U4"])).toEqual(new Set(["U2"]));
  });

  test("keeps the order of a retro's reasons, and saves their votes", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    const { preMortems } = the.store;
    await preMortems.addReasons(W, "retro", []);
    expect(await preMortems.reasons(W, "retro")).toEqual([]);
    await preMortems.addReasons(W, "retro", ["z", "a"]);
    await preMortems.tally(W, "retro", 2, 4);
    expect(await preMortems.reasons(W, "retro")).toEqual([
      { place: 1, text: "z", votes: 0 },
      { place: 2, text: "a", votes: 4 },
    ]);
    expect(await preMortems.reasons(W, "another")).toEqual([]);
  });

  test("unseals a pre-mortem once", async () => {
    await addTeamAndBet(the.store);
    const { retros } = the.store;
    await retros.add(retro);
    expect(await retros.withPreMortemSealed()).toMatchObject([{ id: "retro", preMortem: "sealed" }]);
    expect(await retros.savePreMortem(W, "retro", "sealed", "too-few")).toBe(true);
    expect(await retros.savePreMortem(W, "retro", "sealed", "shown")).toBe(false);
    expect(await retros.withPreMortemSealed()).toEqual([]);
    expect((await retros.find(W, "retro"))?.preMortem).toBe("too-few");
  });

  test("keeps one pool per quarter, with its first end, until it is removed", async () => {
    await addTeamAndBet(the.store);
    const { preMortems } = the.store;
    await preMortems.lockPool(pool, later(10));
    await preMortems.lockPool(pool, later(99));
    expect(await preMortems.poolsEnded(later(9))).toEqual([]);
    expect(await preMortems.poolsEnded(later(10))).toEqual([pool]);
    await preMortems.removePool({ ...pool, quarter: onDay("2027-01-01") });
    expect(await preMortems.poolsEnded(later(10))).toHaveLength(1);
    await preMortems.removePool(pool);
    expect(await preMortems.poolsEnded(later(10))).toEqual([]);
  });

  test("locks an open bet, but not a settled one", async () => {
    await addTeamAndBet(the.store);
    expect(await the.store.bets.lockOpen(W, "bet")).toBe(true);
    await the.db.updateTable("bets").set({ state: "provisional" }).execute();
    expect(await the.store.bets.lockOpen(W, "bet")).toBe(false);
    expect(await the.store.bets.lockOpen(W, "none")).toBe(false);
  });
}
