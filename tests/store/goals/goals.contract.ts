import { expect, test } from "vitest";
import { AT, keyResult, later, objective, onDay, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

export function goalsContract(the: TestStore): void {
  test("lists goals with their key results, in the order they were added", async () => {
    await the.store.teams.add(team());
    const { goals } = the.store;
    await goals.saveObjective(objective({ id: "z" }), later(1));
    await goals.saveObjective(objective({ id: "a", title: "Second" }), later(2));
    await goals.saveKeyResult(keyResult({ id: "z", objective: "z" }), later(3));
    await goals.saveKeyResult(keyResult({ id: "a", objective: "z", unit: "%" }), later(4));
    expect(await goals.ofTeam(W, "team")).toEqual([
      {
        objective: objective({ id: "z" }),
        keyResults: [
          keyResult({ id: "z", objective: "z" }),
          keyResult({ id: "a", objective: "z", unit: "%" }),
        ],
      },
      { objective: objective({ id: "a", title: "Second" }), keyResults: [] },
    ]);
    expect(await goals.ofTeam(W, "another")).toEqual([]);
  });

  test("changes a goal in place when it is saved again", async () => {
    await the.store.teams.add(team());
    const { goals } = the.store;
    await goals.saveObjective(objective(), AT);
    await goals.saveObjective(objective({ id: "second" }), later(1));
    await goals.saveKeyResult(keyResult(), AT);
    const changed = objective({ title: "Triple", until: onDay("2027-03-31") });
    await goals.saveObjective(changed, later(2));
    await goals.saveKeyResult(keyResult({ current: 70.25 }), later(2));
    expect(await goals.findObjective(W, "objective")).toEqual(changed);
    expect(await goals.findKeyResult(W, "key-result")).toEqual(keyResult({ current: 70.25 }));
    const ids = (await goals.ofTeam(W, "team")).map((goal) => goal.objective.id);
    expect(ids).toEqual(["objective", "second"]);
  });

  test("lists closed goals only on request", async () => {
    await the.store.teams.add(team());
    const { goals } = the.store;
    await goals.saveObjective(objective({ state: "closed" }), AT);
    expect(await goals.ofTeam(W, "team")).toEqual([]);
    expect(await goals.ofTeam(W, "team", "all")).toHaveLength(1);
    expect(await goals.findObjective(W, "another")).toBeUndefined();
    expect(await goals.findKeyResult(W, "another")).toBeUndefined();
  });
}
