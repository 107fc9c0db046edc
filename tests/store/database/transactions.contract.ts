import { expect, test } from "vitest";
import {
  AT,
  bet,
  later,
  learning,
  nextStep,
  pendingMessage,
  reading,
  team,
  W,
} from "#tests/store/contract/facts.ts";
import { tablesOf, type TestStore } from "#tests/store/contract/the-store.ts";

export function transactionsContract(the: TestStore): void {
  test("rolls back every table if the transaction throws", async () => {
    const fault = new Error("the last step failed");
    const failing = the.store.transaction(async (tx) => {
      await tx.teams.add(team());
      await tx.bets.add(bet());
      await tx.readings.add(W, "bet", "r", reading(), AT);
      await tx.disputes.add(W, "bet", 1, "why", AT);
      await tx.ballots.open(W, "poll");
      await tx.ballots.cast(W, "poll", "U1", "again");
      await tx.retros.add({ id: "r", workspace: W, team: "team", bet: "bet", openedAt: AT, closesAt: AT });
      await tx.learnings.add(learning());
      await tx.nextSteps.add(nextStep());
      await tx.deliveries.enqueue(pendingMessage());
      throw fault;
    });
    await expect(failing).rejects.toBe(fault);
    const tables = await tablesOf(the.db);
    expect(tables).toContain("deliveries");
    for (const table of tables)
      expect([table, await the.db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
  });

  test("rolls back earlier statements if a later one fails", async () => {
    await the.store.teams.add(team());
    const failing = the.store.transaction(async (tx) => {
      await tx.teams.save(team({ name: "Changed" }));
      await tx.bets.add(bet({ team: "none" }));
    });
    await expect(failing).rejects.toThrow();
    expect((await the.store.teams.find(W, "team"))?.name).toBe("Growth");
  });

  test("runs concurrent transactions one after the other", async () => {
    await the.store.teams.add(team());
    await Promise.all(
      [1, 2, 3, 4, 5].map((hours) =>
        the.store.transaction(async (tx) => {
          const number = await tx.teams.takeBetNumber(W, "team");
          await tx.bets.add(bet({ id: `bet-${number}`, number, placedAt: later(hours) }));
          await tx.deliveries.enqueue(pendingMessage({ key: `card/${number}` }));
        }),
      ),
    );
    expect((await the.store.bets.ofTeam(W, "team")).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
    const rows = await the.db.selectFrom("deliveries").select("position").execute();
    expect(new Set(rows.map(({ position }) => position))).toEqual(new Set([1, 2, 3, 4, 5]));
  });
}
