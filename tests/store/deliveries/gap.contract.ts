import { beforeEach, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const NO_SKIPS = { teams: [], workspaces: [] };
const GAP = { since: later(-24), inOrder: false };

export function gapContract(the: TestStore): void {
  const stateOf = async (key: string) => (await the.store.deliveries.find(W, key))?.state;
  const toLookUp = async () => (await the.store.deliveries.nextToLookUp(later(9), NO_SKIPS))?.key;

  beforeEach(async () => {
    await the.store.teams.add(team());
  });

  test("looks up due messages at once, because they may already be posted, but not sent ones", async () => {
    await the.store.deliveries.enqueue(pendingMessage());
    await the.store.deliveries.enqueue(pendingMessage({ key: "sent" }));
    await the.store.deliveries.claim(W, "sent", { at: AT, lookUpAt: later(1) });
    await the.store.deliveries.sent(W, "sent", "C1", "1.1");
    await the.store.deliveries.presumePosted(GAP, AT);
    expect(await stateOf("card/bet")).toEqual({ kind: "unknown", claimedAt: GAP.since });
    expect((await stateOf("sent"))?.kind).toBe("sent");
    expect(await the.store.deliveries.nextToPost(later(9), NO_SKIPS)).toBeUndefined();
    expect(await toLookUp()).toBe("card/bet");
    await the.store.deliveries.notFound(W, "card/bet", GAP.since);
    expect(await stateOf("card/bet")).toEqual({ kind: "due" });
  });

  test("presumes messages enqueued during a gap to be posted, even within a transaction", async () => {
    const store = the.store.afterGap({ ...GAP, inOrder: true });
    await store.deliveries.enqueue(pendingMessage());
    await store.transaction((tx) => tx.deliveries.enqueue(pendingMessage({ key: "second" })));
    const presumed = { kind: "unknown", claimedAt: GAP.since, presumed: true };
    expect([await stateOf("card/bet"), await stateOf("second")]).toEqual([presumed, presumed]);
    await the.store.deliveries.unknown(W, "second", GAP.since, later(1));
    expect(await stateOf("second")).toEqual(presumed);
    await the.store.deliveries.enqueue(pendingMessage({ key: "third" }));
    expect(await stateOf("third")).toEqual({ kind: "due" });
  });

  test("looks up a reply once its thread's first message is known", async () => {
    const store = the.store.afterGap(GAP);
    await store.deliveries.enqueue(pendingMessage({ key: "reply", threadOf: "parent" }));
    await store.deliveries.enqueue(pendingMessage({ key: "parent" }));
    expect(await toLookUp()).toBe("parent");
    await store.deliveries.found(W, "parent", GAP.since, { channel: "C1", ts: "1.1" });
    expect(await toLookUp()).toBe("reply");
  });

  test("lists the teams of every workspace", async () => {
    await the.store.teams.add(team({ workspace: "T2", createdAt: later(1) }));
    expect((await the.store.teams.allWorkspaces()).map(({ workspace }) => workspace)).toEqual([W, "T2"]);
  });
}
