import { beforeEach, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { The } from "#tests/store/contract/the-store.ts";

const KEY = "card/bet";
const NOBODY = { teams: [], workspaces: [] };

/** Messages whose subject changes. */
export function messageUpdatesContract(the: The): void {
  const stateOf = async (key = KEY) => (await the.store.deliveries.find(W, key))?.state;
  const changed = async (hours = 0) => (await the.store.deliveries.nextToUpdate(later(hours), NOBODY))?.key;
  const claim = (key = KEY) => the.store.deliveries.claim(W, key, { at: AT, lookUpAt: later(1) });
  const send = async (key = KEY, ts = "1.1") => {
    await claim(key);
    await the.store.deliveries.sent(W, key, "C1", ts);
  };
  const lease = (hours: number) => ({
    at: later(hours),
    leaseUntil: later(hours + 2),
    settledAt: later(hours + 3),
  });
  const claimUpdate = (hours: number) => the.store.deliveries.claimUpdate(W, KEY, lease(hours));

  beforeEach(async () => {
    await the.store.teams.add(team());
    await the.store.deliveries.enqueue(pendingMessage());
  });

  test("is updated by one, and counts as changed until then", async () => {
    await send();
    expect(await claimUpdate(0)).toBe(false);
    await the.store.deliveries.markStale(W, KEY);
    expect(await stateOf()).toMatchObject({ kind: "sent", changes: 1 });
    const claimed = await Promise.all([1, 2, 3].map(() => claimUpdate(0)));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect(await changed(0)).toBeUndefined();
    await the.store.deliveries.updated(W, KEY, 1, AT);
    expect(await changed(9)).toBeUndefined();
  });

  test("while it is drawn is drawn once more", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.markStale(W, KEY);
    await the.store.deliveries.updated(W, KEY, 1, AT);
    expect(await stateOf()).toMatchObject({ changes: 1 });
    expect(await changed(0)).toBe(KEY);
  });

  test("before it is posted needs no update; while it is posted is not lost", async () => {
    await the.store.deliveries.markStale(W, KEY);
    await send();
    expect(await changed(9)).toBeUndefined();
    await the.store.deliveries.enqueue(pendingMessage({ key: "second" }));
    await claim("second");
    await the.store.deliveries.markStale(W, "second");
    await the.store.deliveries.sent(W, "second", "C1", "1.2");
    expect(await changed(0)).toBe("second");
  });

  test("and could not be drawn is drawn later", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.updateLater(W, KEY, later(1));
    expect([await changed(0), await changed(1)]).toEqual([undefined, KEY]);
  });

  test("is drawn once more when Slack can no longer carry out an update without an answer", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.updateLater(W, KEY, later(1), later(5));
    await claimUpdate(1);
    await the.store.deliveries.updated(W, KEY, 1, later(1));
    expect([await changed(4), await changed(5)]).toEqual([undefined, KEY]);
    await claimUpdate(5);
    await the.store.deliveries.updated(W, KEY, 1, later(5));
    expect(await changed(9)).toBeUndefined();
  });

  test("is drawn again when whoever had begun it is gone", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    expect([await changed(1), await changed(2)]).toEqual([undefined, KEY]);
    expect(await claimUpdate(2)).toBe(true);
    await the.store.deliveries.updated(W, KEY, 1, later(2));
    expect([await changed(4), await changed(5)]).toEqual([undefined, KEY]);
  });

  test("and that Slack does not take any more stays as it is, until the next change", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.updateRefused(W, KEY, 1, "message_not_found");
    expect(await changed(9)).toBeUndefined();
    await the.store.deliveries.markStale(W, KEY);
    expect(await changed(0)).toBe(KEY);
  });

  test("the prompts of one bet are updated together, and nothing else", async () => {
    const prompts = ["review-prompt/bet/0/1", "review-prompt/bet/0/2"];
    for (const key of prompts)
      await the.store.deliveries.enqueue(pendingMessage({ key, kind: "review-prompt" }));
    await the.store.deliveries.enqueue(
      pendingMessage({ key: "theirs", kind: "review-prompt", subject: "other" }),
    );
    for (const key of [...prompts, "theirs", KEY]) await send(key, key);
    await the.store.deliveries.markPromptsStale(W, "bet");
    const states = await Promise.all([...prompts, "theirs", KEY].map(stateOf));
    expect(states.map((state) => state?.kind === "sent" && state.changes)).toEqual([1, 1, 0, 0]);
  });
}
