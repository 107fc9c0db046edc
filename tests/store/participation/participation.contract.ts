import { expect, test } from "vitest";
import { addTeamAndBet, AT, later, onDay, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const Q4 = { workspace: W, team: "team", quarter: onDay("2026-10-01") };
const NONE = { placed: 0, measured: 0, settled: 0, learned: 0 };
const SPREAD = { tookPart: 5, eligible: 9, entries: 16, mostEntries: 9 };

export function participationContract(the: TestStore): void {
  test("counts acts by kind, even concurrent ones, but not votes", async () => {
    await addTeamAndBet(the.store);
    expect(await the.store.participation.find(Q4)).toBeUndefined();
    await the.store.participation.recordAct(Q4, later(1));
    expect(await the.store.participation.find(Q4)).toEqual({ acts: NONE });
    const acts = ["placed", "measured", "measured", undefined, "settled", "learned"] as const;
    await Promise.all(
      acts.map((act) => the.store.transaction((tx) => tx.participation.recordAct(Q4, later(1), act))),
    );
    expect(await the.store.participation.find(Q4)).toEqual({
      acts: { placed: 1, measured: 2, settled: 1, learned: 1 },
    });
  });

  test("is due to be counted before a digest, and not again too soon", async () => {
    await addTeamAndBet(the.store);
    const { participation, teams } = the.store;
    await participation.recordAct(Q4, later(1_000));
    const dueBy = team().nextDigestAt;
    expect(await participation.dueForCount(dueBy.subtract({ minutes: 1 }), AT, 5)).toEqual([]);
    expect(await participation.dueForCount(dueBy, AT, 5)).toEqual([Q4]);
    expect(await participation.dueForCount(dueBy, AT, 0)).toEqual([]);
    await participation.saveCount(Q4, later(1), SPREAD);
    expect(await participation.dueForCount(dueBy, AT, 5)).toEqual([]);
    expect(await participation.dueForCount(dueBy, later(1), 5)).toEqual([Q4]);
    expect(await participation.find(Q4)).toEqual({ acts: NONE, spread: SPREAD });
    await participation.saveCount(Q4, later(2), "as-before");
    expect((await participation.find(Q4))?.spread).toEqual(SPREAD);
    await participation.saveCount(Q4, later(3), undefined);
    expect(await participation.find(Q4)).toEqual({ acts: NONE });
    expect(await teams.find(W, "team")).toBeDefined();
  });

  test("ends a quarter once, and keeps it only if it has a spread", async () => {
    await addTeamAndBet(the.store);
    const { participation } = the.store;
    const Q1 = { ...Q4, quarter: onDay("2027-01-01") };
    for (const quarter of [Q4, Q1]) await participation.recordAct(quarter, later(10), "settled");
    expect(await participation.ended(later(9), 5)).toEqual([]);
    expect(await participation.ended(later(10), 5)).toHaveLength(2);
    expect(await participation.ended(later(10), 1)).toHaveLength(1);
    const { eligible: _, ...spread } = SPREAD;
    await participation.end(Q4, spread);
    await participation.end(Q1, undefined);
    expect(await participation.find(Q4)).toEqual({ acts: { ...NONE, settled: 1 }, spread });
    expect(await participation.find(Q1)).toBeUndefined();
    expect(await participation.ended(later(10), 5)).toEqual([]);
    expect(await participation.dueForCount(later(1_000), later(1_000), 5)).toEqual([]);
  });
}
