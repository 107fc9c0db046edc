import { expect, test } from "vitest";
import { EVIDENCE } from "#domain/readings/reading.ts";
import { addTeamAndBet, AT, bet, later, onDay, reading, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

export function readingsContract(the: TestStore): void {
  test.each(EVIDENCE)("reads back a reading with the evidence %s", async (evidence) => {
    await addTeamAndBet(the.store);
    const taken = reading({ evidence, value: -0.3, note: "https://example.org/?a=b&c" });
    await the.store.readings.add(W, "bet", "r", taken, AT);
    expect(await the.store.readings.find(W, "r")).toEqual({ bet: "bet", reading: taken });
    expect(await the.store.readings.find(W, "another")).toBeUndefined();
  });

  test("returns the reading of the latest date, and of two on one date the one added last", async () => {
    await addTeamAndBet(the.store);
    const { readings } = the.store;
    const take = (id: string, value: number, day: string, at: number) =>
      readings.add(W, "bet", id, reading({ value, takenOn: onDay(day) }), later(at));
    await take("z", 1, "2026-11-09", 1);
    await take("y", 2, "2026-11-10", 2);
    await take("x", 3, "2026-11-10", 3);
    await take("w", 4, "2026-11-08", 4);
    expect((await readings.latest(W, ["bet"])).get("bet")?.value).toBe(3);
  });

  test("pages through a bet's readings, the latest first, without a gap or a repeat", async () => {
    await addTeamAndBet(the.store);
    const { readings } = the.store;
    for (const [id, day, at] of [
      ["a", "2026-11-09", 1],
      ["b", "2026-11-10", 2],
      ["c", "2026-11-10", 3],
      ["d", "2026-11-10", 3],
      ["e", "2026-11-08", 4],
    ] as const)
      await readings.add(W, "bet", id, reading({ takenOn: onDay(day) }), later(at));
    const first = await readings.page(W, "bet", { limit: 2 });
    const place = ({ id, addedAt, reading: { takenOn } }: (typeof first)[number]) => ({
      id,
      addedAt,
      takenOn,
    });
    const rest = await readings.page(W, "bet", { after: place(first[1]!), limit: 9 });
    expect([...first, ...rest].map(({ id }) => id)).toEqual(["d", "c", "b", "a", "e"]);
    expect(await readings.page("T2", "bet", { limit: 9 })).toEqual([]);
  });

  test("returns each bet's own latest reading, and none for a bet without readings", async () => {
    await addTeamAndBet(the.store);
    for (const [number, id] of [
      [2, "b"],
      [3, "c"],
    ] as const)
      await the.store.bets.add(bet({ id, number }));
    await the.store.readings.add(W, "bet", "r1", reading({ value: 1 }), AT);
    await the.store.readings.add(W, "b", "r2", reading({ value: 2 }), AT);
    const latest = await the.store.readings.latest(W, ["bet", "b", "c"]);
    expect(latest.get("bet")?.value).toBe(1);
    expect(latest.get("b")?.value).toBe(2);
    expect(latest.has("c")).toBe(false);
    expect((await the.store.readings.latest(W, [])).size).toBe(0);
  });

  test("keeps a dispute's reason per round", async () => {
    await addTeamAndBet(the.store);
    await the.store.disputes.add(W, "bet", 1, "The dashboard counts bots", AT);
    await the.store.disputes.add(W, "bet", 2, "Still", AT);
    expect(await the.store.disputes.reason(W, "bet", 1)).toBe("The dashboard counts bots");
    expect(await the.store.disputes.reason(W, "bet", 2)).toBe("Still");
    expect(await the.store.disputes.reason(W, "bet", 3)).toBeUndefined();
    await expect(the.store.disputes.add(W, "bet", 1, "Twice", AT)).rejects.toThrow();
  });
}
