import { expect, test } from "vitest";
import { storeIn } from "#store/store.ts";
import { addTeamAndBet, AT, later, onDay, W } from "#tests/store/contract/facts.ts";
import type { The } from "#tests/store/contract/the-store.ts";

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

export function preMortemsContract(the: The): void {
  test("a person's text is read back, replaced and taken back; a poll that is closed takes none", async () => {
    const { ballots, sealedTexts } = the.store;
    expect(await sealedTexts.write(W, "poll", "U1", ["why"])).toBe(false);
    await ballots.open(W, "poll");
    expect(await sealedTexts.by(W, "poll", "U1")).toEqual([]);
    for (const texts of [["first"], ["second <@U1> & ü", "and one more"]])
      expect(await sealedTexts.write(W, "poll", "U1", texts)).toBe(true);
    expect(await sealedTexts.by(W, "poll", "U1")).toEqual(["second <@U1> & ü", "and one more"]);
    expect(await sealedTexts.writers(W, "poll")).toBe(1);
    await sealedTexts.write(W, "poll", "U1", []);
    expect(await sealedTexts.writers(W, "poll")).toBe(0);
    await sealedTexts.write(W, "poll", "U1", ["why"]);
    await ballots.close(W, "poll");
    expect(await sealedTexts.writers(W, "poll")).toBe(0);
    expect(await sealedTexts.by(W, "poll", "U1")).toEqual([]);
    expect(await sealedTexts.mixed(W, "poll")).toEqual([]);
  });

  test("no text and no person can be read in a row, and the same text is sealed differently each time", async () => {
    const { ballots, sealedTexts } = the.store;
    await ballots.open(W, "poll");
    for (const person of ["U0ANA", "U0BEN"]) await sealedTexts.write(W, "poll", person, ["nobody reads it"]);
    const rows = await the.db.selectFrom("ballots").selectAll().execute();
    expect(new Set(rows.map(({ answer }) => answer)).size).toBe(2);
    expect(JSON.stringify(rows)).not.toMatch(/nobody|U0ANA|U0BEN/);
    const stranger = storeIn(the.db, new Uint8Array(32).fill(8));
    await expect(stranger.sealedTexts.mixed(W, "poll")).rejects.toThrow();
  });

  test("texts of two people cannot be exchanged", async () => {
    const { ballots, sealedTexts } = the.store;
    await ballots.open(W, "poll");
    await sealedTexts.write(W, "poll", "U1", ["one"]);
    await sealedTexts.write(W, "poll", "U2", ["two"]);
    const [row] = await the.db.selectFrom("ballots").select("answer").execute();
    await the.db
      .updateTable("ballots")
      .set({ answer: row?.answer ?? "" })
      .execute();
    await expect(sealedTexts.mixed(W, "poll")).rejects.toThrow();
  });

  test("mixed are the texts of those who may write, or of everybody", async () => {
    const { ballots, sealedTexts } = the.store;
    await ballots.open(W, "poll");
    for (const person of ["U1", "U2", "U3"]) await sealedTexts.write(W, "poll", person, [`by ${person}`]);
    expect((await sealedTexts.mixed(W, "poll", ["U1", "U3", "U4"])).toSorted()).toEqual(["by U1", "by U3"]);
    expect(await sealedTexts.mixed(W, "poll")).toHaveLength(3);
    expect(await ballots.votersAmong(W, "poll", ["U2", "U4"])).toEqual(new Set(["U2"]));
  });

  test("what a retro shows keeps its places, and gets its votes", async () => {
    await addTeamAndBet(the.store);
    await the.store.retros.add(retro);
    const { preMortems } = the.store;
    await preMortems.keep(W, "retro", []);
    expect(await preMortems.reasons(W, "retro")).toEqual([]);
    await preMortems.keep(W, "retro", ["z", "a"]);
    await preMortems.tally(W, "retro", 2, 4);
    expect(await preMortems.reasons(W, "retro")).toEqual([
      { place: 1, text: "z", votes: 0 },
      { place: 2, text: "a", votes: 4 },
    ]);
    expect(await preMortems.reasons(W, "another")).toEqual([]);
  });

  test("a pre-mortem is unsealed once", async () => {
    await addTeamAndBet(the.store);
    const { retros } = the.store;
    await retros.add(retro);
    expect(await retros.withPreMortemSealed()).toMatchObject([{ id: "retro", preMortem: "sealed" }]);
    expect(await retros.savePreMortem(W, "retro", "sealed", "too-few")).toBe(true);
    expect(await retros.savePreMortem(W, "retro", "sealed", "shown")).toBe(false);
    expect(await retros.withPreMortemSealed()).toEqual([]);
    expect((await retros.find(W, "retro"))?.preMortem).toBe("too-few");
  });

  test("a pool is there once a quarter, with the end it began with, until it is removed", async () => {
    await addTeamAndBet(the.store);
    const { preMortems } = the.store;
    await preMortems.holdPool(pool, later(10));
    await preMortems.holdPool(pool, later(99));
    expect(await preMortems.poolsEnded(later(9))).toEqual([]);
    expect(await preMortems.poolsEnded(later(10))).toEqual([pool]);
    await preMortems.removePool({ ...pool, quarter: onDay("2027-01-01") });
    expect(await preMortems.poolsEnded(later(10))).toHaveLength(1);
    await preMortems.removePool(pool);
    expect(await preMortems.poolsEnded(later(10))).toEqual([]);
  });

  test("an open bet is held, a settled one is not", async () => {
    await addTeamAndBet(the.store);
    expect(await the.store.bets.holdOpen(W, "bet")).toBe(true);
    await the.db.updateTable("bets").set({ state: "provisional" }).execute();
    expect(await the.store.bets.holdOpen(W, "bet")).toBe(false);
    expect(await the.store.bets.holdOpen(W, "none")).toBe(false);
  });
}
