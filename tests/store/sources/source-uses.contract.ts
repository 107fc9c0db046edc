import { expect, test } from "vitest";
import type { SourceUse } from "#domain/sources/source-use.ts";
import { AT, later, onDay, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

export const sourceUse = (facts: Partial<SourceUse> = {}): SourceUse => ({
  workspace: W,
  kind: "bet",
  subject: "bet",
  team: "team",
  source: "signups-weekly",
  nextFetchAt: AT,
  ...facts,
});

export function sourceUsesContract(the: TestStore): void {
  const proposal = {
    id: "p",
    value: -0.3,
    day: onDay("2026-11-02"),
    evidence: "ab-test",
    significant: false,
    interval: { from: -1, to: 0.5 },
  } as const;
  const failure = {
    kind: "timeout",
    since: onDay("2026-11-02"),
    last: onDay("2026-11-04"),
    days: 3,
  } as const;

  test.each([
    {},
    { proposal },
    { failure },
    { proposal: { id: "q", value: 0, day: onDay("2026-11-02") }, failure },
  ])("reads back what was saved last, within its workspace: %j", async (facts) => {
    await the.store.teams.add(team());
    await the.store.sourceUses.save(sourceUse({ proposal, failure }));
    const use = sourceUse(facts);
    await the.store.sourceUses.save(use);
    expect(await the.store.sourceUses.find(use)).toEqual(use);
    expect(await the.store.sourceUses.ofTeam(W, "team")).toEqual([use]);
    expect(await the.store.sourceUses.find({ ...use, workspace: "T2" })).toBeUndefined();
    expect(await the.store.sourceUses.find({ ...use, kind: "key-result" })).toBeUndefined();
    expect(await the.store.sourceUses.ofTeam("T2", "team")).toEqual([]);
    await the.store.sourceUses.remove({ ...use, workspace: "T2" });
    expect(await the.store.sourceUses.find(use)).toBeDefined();
    await the.store.sourceUses.remove(use);
    expect(await the.store.sourceUses.find(use)).toBeUndefined();
  });

  test("what is due comes in order and within the limit, and one of two claims wins", async () => {
    await the.store.teams.add(team());
    const { sourceUses } = the.store;
    for (const [subject, hours] of [
      ["b", 2],
      ["a", 1],
      ["c", 3],
      ["later", 9],
    ] as const)
      await sourceUses.save(sourceUse({ subject, nextFetchAt: later(hours) }));
    const due = await sourceUses.due(later(3), 2);
    expect(due.map(({ subject }) => subject)).toEqual(["a", "b"]);
    const claims = await Promise.all(
      due.flatMap((use) => [use, use]).map((use) => sourceUses.claim(use, later(24))),
    );
    expect(claims.filter(Boolean)).toHaveLength(2);
    expect((await sourceUses.due(later(3), 9)).map(({ subject }) => subject)).toEqual(["c"]);
  });
}
