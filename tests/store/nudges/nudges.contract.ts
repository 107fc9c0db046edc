import { expect, test } from "vitest";
import { AT, later, onDay, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const handedDown = { kind: "handed-down-missed", bets: 3 } as const;
const obstacle = { kind: "obstacle", obstacle: "governance", touched: 5, misses: 8 } as const;

export function nudgesContract(the: TestStore): void {
  test("keeps a digest's first nudge, with its numbers", async () => {
    await the.store.teams.add(team());
    const { nudges } = the.store;
    await nudges.record(W, "team", { nudge: obstacle, at: AT });
    await nudges.record(W, "team", { nudge: handedDown, at: AT });
    await nudges.record(W, "team", { nudge: handedDown, at: later(168) });
    expect(await nudges.toldAt(W, "team", AT)).toEqual(obstacle);
    expect(await nudges.toldAt(W, "team", later(1))).toBeUndefined();
    expect(await nudges.toldAt(W, "another", AT)).toBeUndefined();
    const all = [
      { nudge: obstacle, at: AT },
      { nudge: handedDown, at: later(168) },
    ];
    expect(await nudges.toldSince(W, "team", AT)).toEqual(all);
    expect(await nudges.toldSince(W, "team", later(1))).toEqual(all.slice(1));
  });

  test("silences a kind until a day, which the latest call sets, and ends the silence once", async () => {
    await the.store.teams.add(team());
    const { nudges } = the.store;
    for (const until of ["2026-10-01", "2027-01-01"])
      await nudges.silence(W, "team", { kind: "obstacle", until: onDay(until) });
    expect(await nudges.silenced(W, "team", onDay("2026-12-31"))).toEqual([
      { kind: "obstacle", until: onDay("2027-01-01") },
    ]);
    expect(await nudges.silenced(W, "team", onDay("2027-01-01"))).toEqual([]);
    expect(await nudges.silenced(W, "another", onDay("2026-12-31"))).toEqual([]);
    expect(await nudges.unsilence(W, "team", "too-safe")).toBe(false);
    expect(await nudges.unsilence(W, "team", "obstacle")).toBe(true);
    expect(await nudges.unsilence(W, "team", "obstacle")).toBe(false);
  });
}
