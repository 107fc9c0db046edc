import { expect, test } from "vitest";
import { storeIn } from "#store/store.ts";
import { W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const counted = async ({ store }: TestStore) => Object.fromEntries(await store.ballots.count(W, "poll"));

export function ballotsContract(the: TestStore): void {
  test("counts one vote per person; a second one replaces it", async () => {
    await the.store.ballots.open(W, "poll");
    for (const [person, answer] of [
      ["U1", "again"],
      ["U2", "not-again"],
      ["U3", "again"],
      ["U1", "not-again"],
    ] as const)
      expect(await the.store.ballots.cast(W, "poll", person, answer)).toBe(true);
    expect(await counted(the)).toEqual({ again: 1, "not-again": 2 });
    expect(await the.store.ballots.answerOf(W, "poll", "U1")).toBe("not-again");
    expect(await the.store.ballots.answerOf(W, "poll", "U4")).toBeUndefined();
  });

  test("keeps the ballots of a poll that is opened again", async () => {
    await the.store.ballots.open(W, "poll");
    await the.store.ballots.cast(W, "poll", "U1", "again");
    await the.store.ballots.open(W, "poll");
    expect(await the.store.ballots.answerOf(W, "poll", "U1")).toBe("again");
  });

  test("keeps the threshold a poll was opened with, unless a higher one is given", async () => {
    await the.store.ballots.open(W, "poll", 5);
    await the.store.ballots.open(W, "poll", 3);
    const { ballots } = the.store;
    expect(await Promise.all([3, 5, 7].map((k) => ballots.threshold(W, "poll", k)))).toEqual([5, 5, 7]);
    expect(await ballots.threshold("T2", "poll", 3)).toBe(3);
    await ballots.open(W, "poll", 6);
    expect(await ballots.threshold(W, "poll", 3)).toBe(6);
  });

  test("takes no vote in a poll that isn't open", async () => {
    expect(await the.store.ballots.cast(W, "poll", "U1", "again")).toBe(false);
    expect(await the.store.ballots.answerOf(W, "poll", "U1")).toBeUndefined();
    expect(await counted(the)).toEqual({});
  });

  test("leaves nothing of a closed poll, even when it is opened again", async () => {
    await the.store.ballots.open(W, "poll");
    await the.store.ballots.cast(W, "poll", "U1", "again");
    await the.store.ballots.close(W, "poll");
    expect(await the.db.selectFrom("ballots").selectAll().execute()).toEqual([]);
    expect(await the.db.selectFrom("polls").selectAll().execute()).toEqual([]);
    expect(await the.store.ballots.cast(W, "poll", "U1", "again")).toBe(false);
    await the.store.ballots.open(W, "poll");
    expect(await the.store.ballots.answerOf(W, "poll", "U1")).toBeUndefined();
  });

  test("stores no person, and doesn't link a person's votes in two polls", async () => {
    for (const poll of ["poll", "other"]) {
      await the.store.ballots.open(W, poll);
      await the.store.ballots.cast(W, poll, "U0ANA", "again");
    }
    const rows = await the.db.selectFrom("ballots").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("U0ANA");
    expect(new Set(rows.map(({ voter }) => voter)).size).toBe(2);
  });

  test("opens a poll's key only with the server's secret, and only for its own poll", async () => {
    await the.store.ballots.open(W, "poll");
    await the.store.ballots.open(W, "other");
    await the.store.ballots.cast(W, "poll", "U1", "again");
    const otherServer = storeIn(the.db, new Uint8Array(32).fill(8));
    await expect(otherServer.ballots.answerOf(W, "poll", "U1")).rejects.toThrow();
    await expect(otherServer.ballots.cast(W, "poll", "U1", "not-again")).rejects.toThrow();

    const [moved] = await the.db.selectFrom("polls").select("sealed_key").where("id", "=", "other").execute();
    await the.db
      .updateTable("polls")
      .set({ sealed_key: moved?.sealed_key ?? "" })
      .execute();
    await expect(the.store.ballots.answerOf(W, "poll", "U1")).rejects.toThrow();
  });

  test("counts only eligible voters, and tells who of them has voted while the poll is open", async () => {
    await the.store.ballots.open(W, "poll");
    for (const [person, answer] of [
      ["U1", "70"],
      ["U2", "70"],
      ["U3", "90"],
    ] as const)
      await the.store.ballots.cast(W, "poll", person, answer);
    const { ballots } = the.store;
    expect(await ballots.countOf(W, "poll", ["U1", "U3", "U4"])).toEqual(
      new Map([
        ["70", 1],
        ["90", 1],
      ]),
    );
    expect([...(await ballots.countOf(W, "poll", []))]).toEqual([]);
    expect(await ballots.votersAmong(W, "poll", ["U4", "U2"])).toEqual(new Set(["U2"]));
    await ballots.close(W, "poll");
    expect(await ballots.votersAmong(W, "poll", ["U2"])).toEqual(new Set());
    expect([...(await ballots.countOf(W, "poll", ["U2"]))]).toEqual([]);
  });

  test("reports a poll as unreadable if it was sealed with another secret", async () => {
    await the.store.ballots.open(W, "poll");
    const otherServer = storeIn(the.db, new Uint8Array(32).fill(8));
    expect(await the.store.ballots.isReadable(W, "poll")).toBe(true);
    expect(await otherServer.ballots.isReadable(W, "poll")).toBe(false);
    expect(await the.store.ballots.isReadable(W, "none")).toBe(false);
    await otherServer.ballots.close(W, "poll");
    expect(await the.store.ballots.isReadable(W, "poll")).toBe(false);
  });
}
