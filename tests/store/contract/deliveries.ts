import { beforeEach, expect, test } from "vitest";
import { AT, later, owed, team, W } from "./facts.ts";
import type { The } from "./the-store.ts";

const KEY = "card/bet";

export function deliveriesContract(the: The): void {
  const stateOf = async (key = KEY) => (await the.store.deliveries.find(W, key))?.state;
  const dueBy = async (hours: number) =>
    (await the.store.deliveries.owed(later(hours))).map(({ key }) => key);

  beforeEach(async () => {
    await the.store.teams.add(team());
  });

  test("what is owed twice under one key stays as it was first", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.owe(owed({ kind: "digest", subject: "other", dueAt: later(9) }));
    expect(await the.store.deliveries.find(W, KEY)).toEqual({ ...owed(), state: { kind: "due" } });
    expect(await the.store.deliveries.find(W, "another")).toBeUndefined();
  });

  test("a message is known by its channel and its ts, in its workspace only", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.sent(W, KEY, "C1", "1.1");
    expect(await the.store.deliveries.postedAs(W, "C1", "1.1")).toMatchObject({ key: KEY });
    expect(await the.store.deliveries.postedAs(W, "C2", "1.1")).toBeUndefined();
    expect(await the.store.deliveries.postedAs(W, "C1", "1.2")).toBeUndefined();
    expect(await the.store.deliveries.postedAs("T0OTHER", "C1", "1.1")).toBeUndefined();
  });

  test("the digest before a moment is the team's last one that Slack did not refuse", async () => {
    const digest = (subject: string, more: Partial<ReturnType<typeof owed>> = {}) =>
      the.store.deliveries.owe(owed({ key: `digest/${subject}`, kind: "digest", subject, ...more }));
    const before = (subject: string) => the.store.deliveries.digestBefore(W, "team", subject);
    const [first, second, third, fourth] = [1, 2, 3, 4].map((week) => `2026-11-0${week}T15:00:00.000Z`);
    await digest(first!);
    await digest(second!);
    await digest(third!);
    await digest("2026-11-03T16:00:00.000Z", { kind: "posted-week" });
    await the.store.deliveries.claim(W, `digest/${third}`, later(1));
    await the.store.deliveries.refused(W, `digest/${third}`, "is_archived");
    expect(await before(first!)).toBeUndefined();
    expect(await before(second!)).toBe(first);
    expect(await before(fourth!)).toBe(second);
    expect(await the.store.deliveries.digestBefore(W, "other", fourth!)).toBeUndefined();
  });

  test("what is owed comes in the order in which it became so, once it is due", async () => {
    for (const [key, hours] of [
      ["z", 3],
      ["y", 1],
      ["x", 2],
    ] as const)
      await the.store.deliveries.owe(owed({ key, dueAt: later(hours), threadOf: KEY }));
    expect(await dueBy(0)).toEqual([]);
    expect(await dueBy(1)).toEqual(["y"]);
    expect(await dueBy(3)).toEqual(["z", "y", "x"]);
    expect(await the.store.deliveries.find(W, "x")).toMatchObject({ threadOf: KEY });
  });

  test("a delivery is claimed once, and is nobody else's meanwhile", async () => {
    await the.store.deliveries.owe(owed());
    const claimed = await Promise.all([1, 2, 3, 4].map(() => the.store.deliveries.claim(W, KEY, later(1))));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect(await stateOf()).toEqual({ kind: "sending", leaseUntil: later(1) });
    expect(await dueBy(9)).toEqual([]);
  });

  test("what was sent is where it was sent, and is not sent again", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.claim(W, KEY, later(1));
    await the.store.deliveries.sent(W, KEY, "C1", "1700000000.000100");
    const sent = { kind: "sent", channel: "C1", ts: "1700000000.000100", stale: false };
    expect(await stateOf()).toEqual(sent);
    expect(await dueBy(9)).toEqual([]);
    expect(await the.store.deliveries.claim(W, KEY, later(2))).toBe(false);
    expect(await the.store.deliveries.claimRedraw(W, KEY)).toBe(false);
  });

  test("a message whose subject changed is redrawn by one", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.claim(W, KEY, later(1));
    await the.store.deliveries.sent(W, KEY, "C1", "1.1");
    await the.store.deliveries.touch(W, KEY);
    expect(await stateOf()).toMatchObject({ kind: "sent", stale: true });
    expect(await dueBy(0)).toEqual([KEY]);
    const claimed = await Promise.all([1, 2, 3].map(() => the.store.deliveries.claimRedraw(W, KEY)));
    expect(claimed.filter(Boolean)).toHaveLength(1);
    expect(await dueBy(9)).toEqual([]);
  });

  test("a change before a message is posted needs no redrawing; one while it is posted is not lost", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.touch(W, KEY);
    await the.store.deliveries.claim(W, KEY, later(1));
    await the.store.deliveries.sent(W, KEY, "C1", "1.1");
    expect(await dueBy(9)).toEqual([]);

    await the.store.deliveries.owe(owed({ key: "second" }));
    await the.store.deliveries.claim(W, "second", later(1));
    await the.store.deliveries.touch(W, "second");
    await the.store.deliveries.sent(W, "second", "C1", "1.2");
    expect(await dueBy(9)).toEqual(["second"]);
    expect(await the.store.deliveries.claimRedraw(W, "second")).toBe(true);
  });

  test("the prompts of one bet are redrawn together, and nothing else", async () => {
    const prompts = ["review-prompt/bet/0/1", "review-prompt/bet/0/2"];
    for (const key of prompts) await the.store.deliveries.owe(owed({ key, kind: "review-prompt" }));
    await the.store.deliveries.owe(owed({ key: "theirs", kind: "review-prompt", subject: "other" }));
    await the.store.deliveries.owe(owed());
    for (const key of [...prompts, "theirs", KEY]) {
      await the.store.deliveries.claim(W, key, later(1));
      await the.store.deliveries.sent(W, key, "C1", key);
    }
    await the.store.deliveries.touchPrompts(W, "bet");
    expect(await dueBy(0)).toEqual(prompts);
  });

  test("what Slack refused stays refused, with the reason", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.claim(W, KEY, later(1));
    await the.store.deliveries.refused(W, KEY, "is_archived");
    expect(await stateOf()).toEqual({ kind: "refused", reason: "is_archived" });
    await the.store.deliveries.touch(W, KEY);
    expect(await dueBy(9)).toEqual([]);
    expect(await the.store.deliveries.claim(W, KEY, later(2))).toBe(false);
  });

  test("what nobody knows of is not posted again by itself", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.claim(W, KEY, later(1));
    await the.store.deliveries.unknown(W, KEY);
    expect(await stateOf()).toEqual({ kind: "unknown" });
    expect(await dueBy(9)).toEqual([]);
    expect(await the.store.deliveries.claim(W, KEY, later(2))).toBe(false);
  });

  test("what Slack had no time for is due again as it said", async () => {
    await the.store.deliveries.owe(owed());
    await the.store.deliveries.claim(W, KEY, later(1));
    await the.store.deliveries.postpone(W, KEY, AT.add({ seconds: 30 }));
    expect(await stateOf()).toEqual({ kind: "due" });
    expect(await dueBy(0)).toEqual([]);
    expect(await dueBy(1)).toEqual([KEY]);
    expect(await the.store.deliveries.claim(W, KEY, later(2))).toBe(true);
  });
}
