import { beforeEach, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const KEY = "card/bet";
const NO_SKIPS = { teams: [], workspaces: [] };

export function messageUpdatesContract(the: TestStore): void {
  const stateOf = async (key = KEY) => (await the.store.deliveries.find(W, key))?.state;
  const toUpdate = async (hours = 0) =>
    (await the.store.deliveries.nextToUpdate(later(hours), NO_SKIPS))?.key;
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

  test("gives an update to only one of several concurrent callers", async () => {
    await send();
    expect(await claimUpdate(0)).toBe(false);
    await the.store.deliveries.markStale(W, KEY);
    expect(await stateOf()).toMatchObject({ kind: "sent", changes: 1 });
    const claimed = await Promise.all([1, 2, 3].map(() => claimUpdate(0)));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect(await toUpdate(0)).toBeUndefined();
    await the.store.deliveries.updated(W, KEY, 1, AT);
    expect(await toUpdate(9)).toBeUndefined();
  });

  test("updates again if the subject changes during an update", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.markStale(W, KEY);
    await the.store.deliveries.updated(W, KEY, 1, AT);
    expect(await stateOf()).toMatchObject({ changes: 1 });
    expect(await toUpdate(0)).toBe(KEY);
  });

  test("ignores a change before posting, and keeps one during posting", async () => {
    await the.store.deliveries.markStale(W, KEY);
    await send();
    expect(await toUpdate(9)).toBeUndefined();
    await the.store.deliveries.enqueue(pendingMessage({ key: "second" }));
    await claim("second");
    await the.store.deliveries.markStale(W, "second");
    await the.store.deliveries.sent(W, "second", "C1", "1.2");
    expect(await toUpdate(0)).toBe("second");
  });

  test("when a subject is deleted, posted messages show something else, and the others are dropped", async () => {
    await the.store.deliveries.enqueue(pendingMessage({ key: "due" }));
    await the.store.deliveries.enqueue(pendingMessage({ key: "sending" }));
    await the.store.deliveries.enqueue(pendingMessage({ key: "of-another", subject: "another" }));
    await send();
    await claim("sending");
    const { subject } = pendingMessage();
    await the.store.deliveries.replaceAllOf(W, subject, { kind: "deleted-bet", subject: "1" });
    const replaced = { kind: "deleted-bet", subject: "1" };
    expect(await the.store.deliveries.find(W, KEY)).toMatchObject(replaced);
    expect(await the.store.deliveries.find(W, "sending")).toMatchObject(replaced);
    expect(await the.store.deliveries.find(W, "due")).toBeUndefined();
    expect(await the.store.deliveries.find(W, "of-another")).toMatchObject({ subject: "another" });
    expect(await toUpdate()).toBe(KEY);
    await the.store.deliveries.sent(W, "sending", "C1", "1.2");
    expect(await stateOf("sending")).toMatchObject({ kind: "sent", changes: 1 });
  });

  test("retries a failed update later", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.updateLater(W, KEY, later(1));
    expect([await toUpdate(0), await toUpdate(1)]).toEqual([undefined, KEY]);
  });

  test("updates again once Slack can no longer carry out an unanswered update", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.updateLater(W, KEY, later(1), later(5));
    await claimUpdate(1);
    await the.store.deliveries.updated(W, KEY, 1, later(1));
    expect([await toUpdate(4), await toUpdate(5)]).toEqual([undefined, KEY]);
    await claimUpdate(5);
    await the.store.deliveries.updated(W, KEY, 1, later(5));
    expect(await toUpdate(9)).toBeUndefined();
  });

  test("lets another replica update when a claim expires", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    expect([await toUpdate(1), await toUpdate(2)]).toEqual([undefined, KEY]);
    expect(await claimUpdate(2)).toBe(true);
    await the.store.deliveries.updated(W, KEY, 1, later(2));
    expect([await toUpdate(4), await toUpdate(5)]).toEqual([undefined, KEY]);
  });

  test("leaves a message alone after Slack refused an update, until the next change", async () => {
    await send();
    await the.store.deliveries.markStale(W, KEY);
    await claimUpdate(0);
    await the.store.deliveries.updateRefused(W, KEY, 1, "message_not_found");
    expect(await toUpdate(9)).toBeUndefined();
    await the.store.deliveries.markStale(W, KEY);
    expect(await toUpdate(0)).toBe(KEY);
  });

  test("marks all review prompts of a bet stale, and nothing else", async () => {
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
