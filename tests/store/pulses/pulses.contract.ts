import { expect, test } from "vitest";
import type { Answers, Pulse, PulseQuestion, PulseResult, Rating } from "#domain/pulses/pulse.ts";
import { AT, later, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const pulse = { id: "pulse", workspace: W, team: "team", openedAt: AT, threshold: 3, closesAt: later(72) };
const asPulse = (state: Pulse["state"], id = "pulse"): Pulse => ({
  id,
  workspace: W,
  team: "team",
  openedAt: AT,
  threshold: 3,
  state,
});
const counted = (basis: Answers["basis"], ...rated: [PulseQuestion, Rating, number][]): PulseResult => ({
  kind: "counted",
  answered: 4,
  answers: new Map(
    rated.map(([question, rating, votes]) => [question, { basis, ratings: new Map([[rating, votes]]) }]),
  ),
});

export function pulsesContract(the: TestStore): void {
  const find = (id = "pulse") => the.store.pulses.find(W, id);

  async function addPulse(facts: Partial<typeof pulse> = {}): Promise<void> {
    await the.store.teams.add(team());
    await the.store.pulses.add({ ...pulse, ...facts });
  }

  test("gives a team's pulse to one caller, and the next one only when it is due", async () => {
    await the.store.teams.add(team());
    const take = (at: number) => the.store.teams.claimPulse(W, "team", later(at), later(at + 336));
    const taken = await Promise.all(
      [0, 0, 0].map((at) =>
        the.store.transaction((tx) => tx.teams.claimPulse(W, "team", later(at), later(336))),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await take(335)).toBe(false);
    expect(await take(336)).toBe(true);
    await the.store.teams.save(team({ name: "Changed" }));
    expect(await take(337)).toBe(false);
  });

  test("starts no pulse for a team that has pulses off", async () => {
    await the.store.teams.add(team({ asksPulse: false }));
    const take = () => the.store.teams.claimPulse(W, "team", AT, later(336));
    expect(await the.store.teams.find(W, "team")).toEqual(team({ asksPulse: false }));
    expect(await take()).toBe(false);
    await the.store.teams.save(team());
    expect(await take()).toBe(true);
  });

  test("finds a pulse by id, and a team's pulses in the order they were opened", async () => {
    await addPulse({ id: "second", openedAt: later(400) });
    await the.store.pulses.add({ ...pulse, occasion: "miss" });
    const open = asPulse({ kind: "open", closesAt: later(72) });
    expect(await find()).toEqual({ ...open, occasion: "miss" });
    expect((await the.store.pulses.ofTeam(W, "team")).map(({ id }) => id)).toEqual(["pulse", "second"]);
    expect(await find("another")).toBeUndefined();
    expect(await the.store.pulses.ofTeam(W, "another")).toEqual([]);
  });

  test("takes answers until a pulse closes; ends answering early, and never extends it", async () => {
    await addPulse();
    const { pulses } = the.store;
    expect(await pulses.lockOpen(W, "pulse", later(71))).toBe(true);
    expect(await pulses.lockOpen(W, "pulse", later(72))).toBe(false);
    await pulses.endAnswers(W, "pulse", later(2));
    await pulses.endAnswers(W, "pulse", later(9));
    expect((await find())?.state).toEqual({ kind: "open", closesAt: later(2) });
    expect(await pulses.lockOpen(W, "pulse", later(2))).toBe(false);
  });

  const RESULTS: [string, PulseResult][] = [
    ["nobody answered", { kind: "none" }],
    ["it could not be read", { kind: "unreadable" }],
    ["answers", counted("own", ["purpose", 4, 3], ["mastery", 1, 4])],
    [
      "answers, and how many could",
      { ...counted("pooled", ["purpose", 5, 3]), couldAnswer: 9 } as PulseResult,
    ],
  ];
  test.each(RESULTS)("saves the result once: %s", async (_, result) => {
    await addPulse();
    const { pulses } = the.store;
    expect(await pulses.close(W, "pulse", result, later(72))).toBe(true);
    expect(await find()).toEqual(asPulse({ kind: "closed", closedAt: later(72), result }));
    expect(await pulses.close(W, "pulse", counted("own", ["purpose", 1, 1]), later(73))).toBe(false);
    expect(await pulses.lockOpen(W, "pulse", AT)).toBe(false);
    await pulses.endAnswers(W, "pulse", AT);
    expect(await find()).toEqual(asPulse({ kind: "closed", closedAt: later(72), result }));
  });

  test("sums pending ratings, and destroys them once they are shown or too old", async () => {
    await addPulse();
    const { pulses } = the.store;
    await pulses.close(W, "pulse", counted("waiting", ["purpose", 4, 1], ["mastery", 2, 2]), later(72));
    for (const [id, basis, at] of [
      ["second", "waiting", 500],
      ["third", "own", 900],
    ] as const) {
      await pulses.add({ ...pulse, id, threshold: id === "second" ? 5 : 4 });
      await pulses.close(W, id, counted(basis, ["purpose", 4, 1], ["belonging", 3, 1]), later(at));
    }
    expect(await pulses.pendingRatings(W, "team")).toEqual(
      new Map([
        ["purpose", { ratings: new Map([[4, 2]]), threshold: 5 }],
        ["mastery", { ratings: new Map([[2, 2]]), threshold: 3 }],
        ["belonging", { ratings: new Map([[3, 1]]), threshold: 5 }],
      ]),
    );
    expect(await pulses.teamsWithPendingRatings()).toEqual([
      { workspace: W, team: "team", since: later(72) },
    ]);
    await pulses.deletePending(W, "team", "purpose");
    expect([...(await pulses.pendingRatings(W, "team")).keys()].sort()).toEqual(["belonging", "mastery"]);
    await pulses.deletePendingBefore(W, "team", later(500));
    expect([...(await pulses.pendingRatings(W, "team")).keys()]).toEqual(["belonging"]);
    expect(await pulses.teamsWithPendingRatings()).toEqual([
      { workspace: W, team: "team", since: later(500) },
    ]);
    const shown = (await find("third"))?.state;
    expect(shown).toMatchObject({ result: counted("own", ["purpose", 4, 1], ["belonging", 3, 1]) });
  });

  test("lists pulses that are due to be counted, in every workspace, longest due first", async () => {
    await addPulse();
    await the.store.teams.add(team({ workspace: "T2" }));
    await the.store.pulses.add({ ...pulse, workspace: "T2", closesAt: later(1) });
    const due = async (at: number) =>
      (await the.store.pulses.withCloseDue(later(at))).map(({ workspace }) => workspace);
    expect(await due(0)).toEqual([]);
    expect(await due(72)).toEqual(["T2", W]);
    await the.store.pulses.close("T2", "pulse", { kind: "none" }, later(2));
    expect(await due(72)).toEqual([W]);
  });

  test("keeps pulses within their workspace and team", async () => {
    await addPulse();
    const { pulses, teams } = the.store;
    await teams.add(team({ workspace: "T2" }));
    await teams.add(team({ id: "other", channel: "C2" }));
    const result = counted("waiting", ["purpose", 4, 1]);
    await pulses.add({ ...pulse, workspace: "T2" });
    await pulses.add({ ...pulse, id: "theirs", team: "other" });
    await pulses.endAnswers(W, "pulse", later(1));
    expect(await pulses.lockOpen("T2", "pulse", later(2))).toBe(true);
    expect(await teams.claimPulse(W, "team", AT, later(336))).toBe(true);
    expect(await teams.claimPulse("T2", "team", AT, later(336))).toBe(true);
    await pulses.close("T2", "pulse", result, later(3));
    await pulses.close(W, "theirs", result, later(3));
    expect((await find())?.state.kind).toBe("open");
    expect((await pulses.pendingRatings(W, "team")).size).toBe(0);
    await pulses.deletePending(W, "team", "purpose");
    await pulses.deletePendingBefore(W, "team", later(99));
    expect((await pulses.pendingRatings("T2", "team")).size).toBe(1);
    expect((await pulses.pendingRatings(W, "other")).size).toBe(1);
    expect(await pulses.ofTeam("T3", "team")).toEqual([]);
  });
}
