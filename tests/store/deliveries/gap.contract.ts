import { beforeEach, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { The } from "#tests/store/contract/the-store.ts";

const NOBODY = { teams: [], workspaces: [] };
const GAP = { since: later(-24), inOrder: false };

export function gapContract(the: The): void {
  const stateOf = async (key: string) => (await the.store.deliveries.find(W, key))?.state;
  const lost = async () => (await the.store.deliveries.nextToLookUp(later(9), NOBODY))?.key;

  beforeEach(async () => {
    await the.store.teams.add(team());
  });

  test("what is due may be in its channel since then, and is looked for at once; what is sent is not", async () => {
    await the.store.deliveries.enqueue(pendingMessage());
    await the.store.deliveries.enqueue(pendingMessage({ key: "sent" }));
    await the.store.deliveries.claim(W, "sent", { at: AT, lookUpAt: later(1) });
    await the.store.deliveries.sent(W, "sent", "C1", "1.1");
    await the.store.deliveries.presumePosted(GAP, AT);
    expect(await stateOf("card/bet")).toEqual({ kind: "unknown", claimedAt: GAP.since });
    expect((await stateOf("sent"))?.kind).toBe("sent");
    expect(await the.store.deliveries.nextToPost(later(9), NOBODY)).toBeUndefined();
    expect(await lost()).toBe("card/bet");
    await the.store.deliveries.notFound(W, "card/bet", GAP.since);
    expect(await stateOf("card/bet")).toEqual({ kind: "due" });
  });

  test("a pending message after a gap is presumed so too, also in a transaction", async () => {
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

  test("what stands in a thread is looked for when it is known which thread that is", async () => {
    const store = the.store.afterGap(GAP);
    await store.deliveries.enqueue(pendingMessage({ key: "reply", threadOf: "parent" }));
    await store.deliveries.enqueue(pendingMessage({ key: "parent" }));
    expect(await lost()).toBe("parent");
    await store.deliveries.found(W, "parent", GAP.since, { channel: "C1", ts: "1.1" });
    expect(await lost()).toBe("reply");
  });

  test("the teams of every workspace", async () => {
    await the.store.teams.add(team({ workspace: "T2", createdAt: later(1) }));
    expect((await the.store.teams.everywhere()).map(({ workspace }) => workspace)).toEqual([W, "T2"]);
  });
}
