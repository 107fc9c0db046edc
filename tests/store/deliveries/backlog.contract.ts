import { beforeEach, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

export function backlogContract(the: TestStore): void {
  const enqueue = (key: string, facts: Parameters<typeof pendingMessage>[0] = {}) =>
    the.store.deliveries.enqueue(pendingMessage({ key, ...facts }));
  const claim = (key: string, workspace = W) =>
    the.store.deliveries.claim(workspace, key, { at: AT, lookUpAt: later(1) });
  const backlog = async (hours = 0) => {
    const { counts, oldestDueAt } = await the.store.deliveries.backlog(later(hours));
    const lines = counts.map(({ state, kind, count }) => `${count} ${kind} ${state}`).sort();
    return [lines, oldestDueAt?.toString()];
  };

  beforeEach(async () => {
    await the.store.teams.add(team());
    await the.store.teams.add(team({ id: "other", channel: "C2" }));
    await the.store.teams.add(team({ workspace: "T2" }));
  });

  test("is empty while nothing is pending, and leaves out sent and refused deliveries", async () => {
    await enqueue("a");
    await enqueue("b");
    expect(await backlog()).toEqual([["2 card due"], "2026-11-02T09:00:00Z"]);
    await claim("a");
    await the.store.deliveries.sent(W, "a", "C1", "1.1");
    await the.store.deliveries.refused(W, "b", "why");
    expect(await backlog()).toEqual([[], undefined]);
  });

  test("counts by state and kind across all workspaces", async () => {
    await enqueue("a");
    await enqueue("b", { workspace: "T2" });
    await enqueue("c", { workspace: "T2", kind: "digest", dueAt: later(2) });
    for (const key of ["d", "e", "f"]) await enqueue(key, { team: "other" });
    for (const key of ["d", "e", "f"]) await claim(key);
    await the.store.deliveries.unknown(W, "e", AT, AT);
    await the.store.deliveries.uncertain(W, "f", AT, AT);
    expect(await backlog()).toEqual([
      ["1 card sending", "1 card uncertain", "1 card unknown", "1 digest due", "2 card due"],
      "2026-11-02T09:00:00Z",
    ]);
  });

  test("counts as overdue only messages delayed by Slack, not those due later or held back", async () => {
    await enqueue("later", { dueAt: later(2) });
    expect(await backlog(1)).toEqual([["1 card due"], undefined]);
    expect(await backlog(3)).toEqual([["1 card due"], "2026-11-02T11:00:00Z"]);

    await enqueue("away", { team: "other" });
    await enqueue("behind it", { team: "other", dueAt: later(1) });
    await the.store.deliveries.pause(W, "away", "is_archived", later(1));
    await enqueue("reply", { threadOf: "later", dueAt: later(1) });
    expect(await backlog(3)).toEqual([["1 card paused", "3 card due"], "2026-11-02T11:00:00Z"]);

    await enqueue("held up", { workspace: "T2", dueAt: later(1) });
    await the.store.deliveries.postpone("T2", "held up", later(9));
    expect((await backlog(3))[1]).toBe("2026-11-02T10:00:00Z");
  });
}
