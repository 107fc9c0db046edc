import { expect, test } from "vitest";
import { addTeamAndBet, AT, later, nextStep, onDay, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

export function nextStepsContract(the: TestStore): void {
  test("lists a team's open steps by due date, and a bet's in the order they were added", async () => {
    await addTeamAndBet(the.store);
    const steps = [
      nextStep({ id: "z", dueOn: onDay("2026-11-20"), addedAt: later(1) }),
      nextStep({ id: "y", dueOn: onDay("2026-11-10"), addedAt: later(3) }),
      nextStep({ id: "x", dueOn: onDay("2026-11-10"), addedAt: later(2), timesCarriedOver: 1 }),
      nextStep({ id: "w", state: "done", addedAt: later(4) }),
    ];
    for (const step of steps) await the.store.nextSteps.add(step);
    const [z, y, x, w] = steps;
    expect(await the.store.nextSteps.openOfTeam(W, "team")).toEqual([x, y, z]);
    expect(await the.store.nextSteps.ofBet(W, "bet")).toEqual([z, x, y, w]);
    expect(await the.store.nextSteps.find(W, "w")).toEqual(w);
    expect(await the.store.nextSteps.find(W, "v")).toBeUndefined();
  });

  test("changes a step only for a caller that read its current state", async () => {
    await addTeamAndBet(the.store);
    await the.store.nextSteps.add(nextStep());
    const { nextSteps } = the.store;
    expect(await nextSteps.mark(W, "step", "open", "done", AT)).toBe(true);
    expect(await nextSteps.mark(W, "step", "open", "dropped", AT)).toBe(false);
    expect(await nextSteps.openOfTeam(W, "team")).toEqual([]);
    expect(await nextSteps.mark(W, "step", "done", "open", AT)).toBe(true);
    expect(await nextSteps.openOfTeam(W, "team")).toEqual([nextStep()]);
  });

  test("lists steps that were dropped lately, and restores one with its count at 0", async () => {
    await addTeamAndBet(the.store);
    const { nextSteps } = the.store;
    for (const id of ["early", "late", "done"])
      await nextSteps.add(nextStep({ id, timesCarriedOver: 4, dueOn: onDay("2026-11-09") }));
    await nextSteps.mark(W, "early", "open", "dropped", AT);
    await nextSteps.mark(W, "late", "open", "dropped", later(2));
    await nextSteps.mark(W, "done", "open", "done", later(2));
    const dropped = async (since: number) =>
      (await nextSteps.droppedSince(W, "team", later(since))).map(({ id }) => id);
    expect([await dropped(0), await dropped(1), await dropped(3)]).toEqual([["late", "early"], ["late"], []]);
    expect((await nextSteps.find(W, "late"))?.droppedAt).toEqual(later(2));
    await nextSteps.mark(W, "late", "dropped", "open", later(3));
    await nextSteps.mark(W, "done", "done", "open", later(3));
    expect(await nextSteps.findAll(W, ["late", "done", "none"])).toEqual(
      expect.arrayContaining([
        nextStep({ id: "late", dueOn: onDay("2026-11-09") }),
        nextStep({ id: "done", timesCarriedOver: 4, dueOn: onDay("2026-11-09") }),
      ]),
    );
    expect(await nextSteps.findAll(W, [])).toEqual([]);
  });

  test("carries over open steps that are past due, and resets their count", async () => {
    await addTeamAndBet(the.store);
    const { nextSteps } = the.store;
    await nextSteps.add(nextStep({ id: "past", dueOn: onDay("2026-11-09") }));
    await nextSteps.add(nextStep({ id: "today", dueOn: onDay("2026-11-10") }));
    await nextSteps.add(nextStep({ id: "done", dueOn: onDay("2026-11-09"), state: "done" }));
    await nextSteps.carry(W, "team", onDay("2026-11-10"));
    await nextSteps.carry(W, "team", onDay("2026-11-11"));
    const carried = async (id: string) => (await nextSteps.find(W, id))?.timesCarriedOver;
    expect([await carried("past"), await carried("today"), await carried("done")]).toEqual([2, 1, 0]);
    expect([await nextSteps.resetCarried(W, "past"), await nextSteps.resetCarried(W, "done")]).toEqual([
      true,
      false,
    ]);
    expect([await carried("past"), await carried("today")]).toEqual([0, 1]);
  });
}
