import { expect, test } from "vitest";
import type { Bet } from "#domain/bets/bet.ts";
import type { Theme } from "#domain/retros/retro.ts";
import { AT, bet, later, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const final = (settledAt = AT): Pick<Bet, "state"> => ({
  state: {
    kind: "final",
    round: 1,
    outcome: { verdict: { kind: "inconclusive" }, reason: "why" },
    settledAt,
  },
});

export function rollupsContract(the: TestStore): void {
  async function add(number: number, facts: Partial<Bet>): Promise<void> {
    await the.store.bets.add(bet({ id: `bet-${number}`, number, ...facts }));
  }

  async function closeRetro(id: string, themes: readonly Theme[], workspace = W): Promise<void> {
    const retro = { id: `retro-${id}`, workspace, team: "team", bet: id, openedAt: AT, closesAt: later(48) };
    await the.store.retros.add(retro);
    const tally = {
      themes: themes.map((theme) => ({ theme, votes: 2 })),
      decision: { kind: "none" } as const,
    };
    await the.store.retros.close(workspace, retro.id, tally, later(48));
  }

  test("counts settled bets by team, verdict and mandate, and those whose retro has votes for waiting", async () => {
    await the.store.teams.add(team());
    await the.store.teams.add(team({ id: "z", channel: "C2" }));
    await the.store.teams.add(team({ workspace: "T2" }));
    const blocked = { mandate: { chosen: "we-chose", dependency: "technical" } } as const;
    await add(1, final());
    await add(2, final());
    await add(3, { ...final(), ...blocked });
    await add(4, { ...final(), team: "z" });
    await add(5, {});
    await add(6, final(later(-1)));
    await add(1, { ...final(), workspace: "T2" });
    await closeRetro("bet-1", ["luck", "waiting"]);
    await closeRetro("bet-2", ["luck"]);
    await closeRetro("bet-4", ["waiting"]);
    await the.store.retros.reopen(W, "retro-bet-4", later(72));
    await closeRetro("bet-1", ["waiting"], "T2");
    const own = { chosen: "we-chose" };
    const counted = await the.store.rollups.settledSince(W, AT);
    expect(counted).toHaveLength(3);
    expect(counted).toEqual(
      expect.arrayContaining([
        { team: "team", verdict: "inconclusive", mandate: own, bets: 2, waited: 1 },
        { team: "team", verdict: "inconclusive", mandate: blocked.mandate, bets: 1, waited: 0 },
        { team: "z", verdict: "inconclusive", mandate: own, bets: 1, waited: 0 },
      ]),
    );
    expect(await the.store.rollups.settledSince("T3", AT)).toEqual([]);
  });
}
