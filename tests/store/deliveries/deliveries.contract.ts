import { beforeEach, describe, expect, test } from "vitest";
import { AT, later, pendingMessage, team, W } from "#tests/store/contract/facts.ts";
import type { TestStore } from "#tests/store/contract/the-store.ts";

const KEY = "card/bet";
const NO_SKIPS = { teams: [], workspaces: [] };
const CLAIM = { at: AT, lookUpAt: later(1) };
const SENT = { channel: "C1", ts: "1700000000.000100" };

export function deliveriesContract(the: TestStore): void {
  const stateOf = async (key = KEY) => (await the.store.deliveries.find(W, key))?.state;
  const claim = (key = KEY, at = AT) =>
    the.store.deliveries.claim(W, key, { at, lookUpAt: at.add({ hours: 1 }) });
  const next = async (hours = 0) => (await the.store.deliveries.nextToPost(later(hours), NO_SKIPS))?.key;
  const toUpdate = async (hours = 0) =>
    (await the.store.deliveries.nextToUpdate(later(hours), NO_SKIPS))?.key;
  const toLookUp = async (hours: number) =>
    (await the.store.deliveries.nextToLookUp(later(hours), NO_SKIPS))?.key;
  const send = async (key = KEY, ts = "1.1") => {
    await claim(key);
    await the.store.deliveries.sent(W, key, "C1", ts);
  };
  /** Posts everything that is due by then; returns the keys in order. */
  const postAll = async (hours: number) => {
    const keys: string[] = [];
    for (let key = await next(hours); key !== undefined; key = await next(hours)) {
      await send(key, key);
      keys.push(key);
    }
    return keys;
  };

  beforeEach(async () => {
    await the.store.teams.add(team());
  });

  describe("pending messages", () => {
    test("does not change a message that is enqueued twice under one key", async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      await the.store.deliveries.enqueue(
        pendingMessage({ kind: "digest", subject: "other", dueAt: later(9) }),
      );
      expect(await the.store.deliveries.find(W, KEY)).toEqual({
        ...pendingMessage(),
        attempts: 0,
        state: { kind: "due" },
      });
      expect(await the.store.deliveries.find(W, "another")).toBeUndefined();
    });

    test("posts due messages in the order they were enqueued", async () => {
      for (const [key, hours] of [
        ["z", 3],
        ["y", 1],
        ["x", 2],
      ] as const)
        await the.store.deliveries.enqueue(pendingMessage({ key, dueAt: later(hours) }));
      expect(await next(0)).toBeUndefined();
      expect(await next(1)).toBe("y");
      expect(await postAll(3)).toEqual(["z", "y", "x"]);
    });

    test("keeps a team's messages in order, without holding back other teams", async () => {
      await the.store.teams.add(team({ id: "other", channel: "C2" }));
      for (const key of ["a", "b"]) await the.store.deliveries.enqueue(pendingMessage({ key }));
      await the.store.deliveries.enqueue(pendingMessage({ key: "c", team: "other" }));
      await claim("a");
      await the.store.deliveries.postpone(W, "a", later(2));
      expect(await next(1)).toBe("c");
      expect(
        await the.store.deliveries.nextToPost(later(1), { teams: ["other"], workspaces: [] }),
      ).toBeUndefined();
      expect(await the.store.deliveries.nextToPost(later(2), { teams: [], workspaces: [W] })).toBeUndefined();
      expect(await the.store.deliveries.nextRetryAt(later(1))).toEqual(later(2));
      expect(await postAll(2)).toEqual(["a", "b", "c"]);
      expect(await the.store.deliveries.nextRetryAt(later(2))).toBeUndefined();
    });

    test("posts messages people wait for before scheduled ones, but keeps the order within a channel", async () => {
      await the.store.teams.add(team({ id: "other", channel: "C2" }));
      await the.store.deliveries.enqueue(pendingMessage({ key: "digest", kind: "digest" }));
      await the.store.deliveries.enqueue(pendingMessage({ key: "after it" }));
      await the.store.deliveries.enqueue(pendingMessage({ key: "elsewhere", team: "other" }));
      expect(await postAll(0)).toEqual(["elsewhere", "digest", "after it"]);
    });

    test("holds back a reply until its thread's first message is posted", async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      await the.store.deliveries.enqueue(pendingMessage({ key: "reply", threadOf: KEY }));
      await the.store.deliveries.enqueue(pendingMessage({ key: "orphan", threadOf: "nowhere" }));
      expect(await the.store.deliveries.find(W, "reply")).toMatchObject({ threadOf: KEY });
      await claim();
      expect(await next()).toBe("orphan");
      await the.store.deliveries.uncertain(W, KEY, AT, later(1));
      expect(await postAll(0)).toEqual(["orphan"]);
      await the.store.deliveries.postAgain(W, KEY);
      expect(await postAll(0)).toEqual([KEY, "reply"]);
    });

    test("knows which reply is to be in the channel, too", async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      await the.store.deliveries.enqueue(
        pendingMessage({ key: "reply", threadOf: KEY, alsoInChannel: true }),
      );
      expect(await the.store.deliveries.find(W, KEY)).not.toHaveProperty("alsoInChannel");
      expect(await the.store.deliveries.find(W, "reply")).toMatchObject({ alsoInChannel: true });
    });

    test("returns a reply to a refused message, so that it can be refused too", async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      await the.store.deliveries.enqueue(pendingMessage({ key: "reply", threadOf: KEY }));
      await the.store.deliveries.refused(W, KEY, "msg_too_long");
      expect(await next()).toBe("reply");
    });
  });

  describe("claims", () => {
    test("gives a message to only one of several concurrent callers", async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      const claimed = await Promise.all([1, 2, 3, 4].map(() => claim()));
      expect(claimed.filter(Boolean)).toHaveLength(1);
      expect(await the.store.deliveries.find(W, KEY)).toMatchObject({
        attempts: 1,
        state: { kind: "sending", claimedAt: AT },
      });
      expect(await next(9)).toBeUndefined();
    });

    test("looks up a claimed message without an outcome, and never makes it due again by itself", async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      await claim();
      expect(await toLookUp(0)).toBeUndefined();
      expect(await the.store.deliveries.nextRetryAt(AT)).toEqual(later(1));
      expect(await toLookUp(1)).toBe(KEY);
      expect(await next(9)).toBeUndefined();
      expect(await claim()).toBe(false);
    });

    test("looks up messages and repeats updates after all claims are released", async () => {
      for (const key of ["a", "b"]) await the.store.deliveries.enqueue(pendingMessage({ key }));
      await claim("a");
      await send("b");
      await the.store.deliveries.markStale(W, "b");
      await the.store.deliveries.claimUpdate(W, "b", { at: AT, leaseUntil: later(9), settledAt: later(9) });
      await the.store.deliveries.releaseAllClaims(later(2));
      expect(await stateOf("a")).toEqual({ kind: "unknown", claimedAt: AT });
      expect([await toLookUp(1), await toLookUp(2)]).toEqual([undefined, "a"]);
      expect(await toUpdate(0)).toBe("b");
      await the.store.deliveries.updated(W, "b", 1, later(1));
      expect([await toUpdate(1), await toUpdate(2)]).toEqual([undefined, "b"]);
    });
  });

  describe("outcomes", () => {
    beforeEach(async () => {
      await the.store.deliveries.enqueue(pendingMessage());
      await claim();
    });

    test("sent: records channel and ts, and does not send again", async () => {
      await the.store.deliveries.sent(W, KEY, SENT.channel, SENT.ts);
      expect(await stateOf()).toEqual({ kind: "sent", ...SENT, changes: 0 });
      expect([await next(9), await toUpdate(9), await toLookUp(9)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(await claim()).toBe(false);
      expect(await the.store.deliveries.findByMessage(W, SENT.channel, SENT.ts)).toMatchObject({ key: KEY });
      expect(await the.store.deliveries.findByMessage(W, "C2", SENT.ts)).toBeUndefined();
      expect(await the.store.deliveries.findByMessage(W, SENT.channel, "1.2")).toBeUndefined();
      expect(await the.store.deliveries.findByMessage("T0OTHER", SENT.channel, SENT.ts)).toBeUndefined();
    });

    test("refused: stays refused, with the reason", async () => {
      await the.store.deliveries.refused(W, KEY, "msg_too_long");
      expect(await stateOf()).toEqual({ kind: "refused", reason: "msg_too_long" });
      await the.store.deliveries.markStale(W, KEY);
      expect([await next(9), await toUpdate(9), await toLookUp(9)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      expect(await claim()).toBe(false);
    });

    test("postponed: is due again when Slack said", async () => {
      await the.store.deliveries.postpone(W, KEY, later(1));
      expect(await stateOf()).toEqual({ kind: "due" });
      expect([await next(0), await next(1)]).toEqual([undefined, KEY]);
      expect(await claim()).toBe(true);
      expect(await the.store.deliveries.find(W, KEY)).toMatchObject({ attempts: 2 });
    });

    test("paused: is tried again later, and is listed for the team", async () => {
      await the.store.deliveries.pause(W, KEY, "is_archived", later(1));
      expect(await stateOf()).toEqual({ kind: "paused", reason: "is_archived" });
      expect(await the.store.deliveries.blocked(W, "team")).toMatchObject([{ key: KEY }]);
      expect([await next(0), await next(1)]).toEqual([undefined, KEY]);
      await send();
      expect(await the.store.deliveries.blocked(W, "team")).toEqual([]);
    });

    test("unknown: is looked up later, and is due again only if it isn't in the channel", async () => {
      await the.store.deliveries.unknown(W, KEY, AT, later(2));
      expect(await stateOf()).toEqual({ kind: "unknown", claimedAt: AT });
      expect([await toLookUp(1), await toLookUp(2), await next(9)]).toEqual([undefined, KEY, undefined]);
      await the.store.deliveries.notFound(W, KEY, AT);
      expect([await toLookUp(9), await next(9)]).toEqual([undefined, KEY]);
    });

    test("unknown: is sent if it is found in the channel", async () => {
      await the.store.deliveries.unknown(W, KEY, AT, later(2));
      await the.store.deliveries.found(W, KEY, AT, SENT);
      expect(await stateOf()).toMatchObject({ kind: "sent", ...SENT });
    });

    test("ignores a look-up of an earlier claim once there is a new one", async () => {
      await the.store.deliveries.notFound(W, KEY, AT);
      await claim(KEY, later(3));
      await the.store.deliveries.notFound(W, KEY, AT);
      await the.store.deliveries.unknown(W, KEY, AT, later(4));
      await the.store.deliveries.found(W, KEY, AT, SENT);
      expect(await stateOf()).toEqual({ kind: "sending", claimedAt: later(3) });
    });

    test.each([
      ["again", KEY, undefined],
      ["not again", undefined, undefined],
    ])("uncertain: lets the team decide once (%s)", async (decision, posted, afterwards) => {
      await the.store.deliveries.uncertain(W, KEY, AT, later(2));
      expect(await the.store.deliveries.blocked(W, "team")).toMatchObject([{ key: KEY }]);
      expect([await next(9), await toLookUp(2)]).toEqual([undefined, KEY]);
      if (decision === "again") await the.store.deliveries.postAgain(W, KEY);
      else await the.store.deliveries.dismiss(W, KEY, "left-by-the-team");
      expect(await next(0)).toBe(posted);
      if (posted) await send();
      await the.store.deliveries.postAgain(W, KEY);
      await the.store.deliveries.dismiss(W, KEY, "why");
      expect(await next(9)).toBe(afterwards);
      expect((await stateOf())?.kind).toBe(decision === "again" ? "sent" : "refused");
    });
  });

  test("finds the team's digest before another, skipping refused ones", async () => {
    const [first, second, third, fourth] = [1, 2, 3, 4].map((week) => `2026-11-0${week}T15:00:00.000Z`);
    const digest = (subject: string, more = {}) =>
      the.store.deliveries.enqueue(
        pendingMessage({ key: `digest/${subject}`, kind: "digest", subject, ...more }),
      );
    const before = (subject: string) => the.store.deliveries.digestBefore(W, "team", subject);
    for (const subject of [first!, second!, third!]) await digest(subject);
    await the.store.deliveries.enqueue(
      pendingMessage({ key: "posted", kind: "posted-week", subject: third! }),
    );
    await the.store.deliveries.claim(W, `digest/${third}`, CLAIM);
    await the.store.deliveries.refused(W, `digest/${third}`, "too-late");
    expect([await before(fourth!), await before(second!), await before(first!)]).toEqual([
      second,
      first,
      undefined,
    ]);
    expect(await the.store.deliveries.digestBefore(W, "other", fourth!)).toBeUndefined();
  });
}
