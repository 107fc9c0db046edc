import { expect, test } from "vitest";
import { AT, later, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

export function teamsContract(the: TestStore): void {
  test("reads back a team by id and by channel", async () => {
    const growth = team({ name: "Growth 🌱 صباح", nextDigestAt: AT.add({ milliseconds: 7 }) });
    expect(await the.store.teams.add(growth)).toBe(true);
    expect(await the.store.teams.find(W, "team")).toEqual(growth);
    expect(await the.store.teams.ofChannel(W, "C1")).toEqual(growth);
    expect(await the.store.teams.find(W, "another")).toBeUndefined();
    expect(await the.store.teams.ofChannel(W, "C2")).toBeUndefined();
  });

  test("rejects a second team in a channel", async () => {
    expect(await the.store.teams.add(team())).toBe(true);
    expect(await the.store.teams.add(team({ id: "second" }))).toBe(false);
    expect(await the.store.teams.ofChannel(W, "C1")).toEqual(team());
  });

  test("lets only one of several concurrent callers set up a channel", async () => {
    const ids = ["a", "b", "c", "d"];
    const added = await Promise.all(
      ids.map((id) => the.store.transaction((tx) => tx.teams.add(team({ id })))),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  test("lists the teams of the given channels, by name", async () => {
    await the.store.teams.add(team({ id: "b", channel: "C2", name: "Beta" }));
    await the.store.teams.add(team({ id: "a", channel: "C1", name: "Alpha" }));
    await the.store.teams.add(team({ id: "c", channel: "C3", name: "Gamma" }));
    const names = async (...channels: string[]) =>
      (await the.store.teams.ofChannels(W, channels)).map(({ name }) => name);
    expect(await names("C2", "C1", "C9")).toEqual(["Alpha", "Beta"]);
    expect(await names()).toEqual([]);
  });

  test("keeps the next bet number when settings are saved", async () => {
    await the.store.teams.add(team());
    await the.store.teams.takeBetNumber(W, "team");
    const changed = team({ name: "Retention", digestTime: Temporal.PlainTime.from("09:05"), digestDay: 1 });
    await the.store.teams.save(changed);
    expect(await the.store.teams.find(W, "team")).toEqual(changed);
    expect(await the.store.teams.takeBetNumber(W, "team")).toBe(2);
  });

  test("gives each bet number once, even to concurrent callers", async () => {
    await the.store.teams.add(team());
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => the.store.transaction((tx) => tx.teams.takeBetNumber(W, "team"))),
    );
    expect(taken.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("reuses a bet number whose transaction was rolled back", async () => {
    await the.store.teams.add(team());
    const failing = the.store.transaction(async (tx) => {
      await tx.teams.takeBetNumber(W, "team");
      throw new Error("no bet after all");
    });
    await expect(failing).rejects.toThrow("no bet after all");
    expect(await the.store.teams.takeBetNumber(W, "team")).toBe(1);
  });

  test("lists due digests in every workspace by time, to the millisecond", async () => {
    await the.store.teams.add(team({ id: "second", channel: "C2", nextDigestAt: later(2) }));
    await the.store.teams.add(team({ workspace: "T2", nextDigestAt: later(1) }));
    await the.store.teams.add(team({ id: "later", channel: "C3", nextDigestAt: later(3) }));
    const due = async (at: Temporal.Instant) =>
      (await the.store.teams.withDigestDue(at)).map(({ workspace, id }) => `${workspace}/${id}`);
    expect(await due(later(2))).toEqual(["T2/team", "T1/second"]);
    expect(await due(later(2).subtract({ milliseconds: 1 }))).toEqual(["T2/team"]);
    expect(await due(AT)).toEqual([]);
  });

  test("gives a due digest to only one caller", async () => {
    const growth = team({ nextDigestAt: later(1) });
    await the.store.teams.add(growth);
    const taken = await Promise.all(
      [1, 2, 3].map(() => the.store.transaction((tx) => tx.teams.claimDigest(growth, later(1 + 7 * 24)))),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await the.store.teams.withDigestDue(later(100))).toEqual([]);
    expect((await the.store.teams.find(W, "team"))?.nextDigestAt).toEqual(later(1 + 7 * 24));
  });
}
