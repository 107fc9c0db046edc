import { describe, expect, test } from "vitest";
import { busy, type Mishap, says } from "#tests/support/board.ts";
import { postOffice, W } from "#tests/support/post-office.ts";

const post = "chat.postMessage";
const SETTLED = { seconds: 121 };
const html = "<html>Bad gateway</html>";

const DOUBTS: ReadonlyArray<readonly [string, Mishap]> = [
  ["a reset before Slack had it", { broken: "ECONNRESET" }],
  ["a reset after it", { done: true, broken: "ECONNRESET" }],
  ["no answer in time", { done: true, broken: "UND_ERR_HEADERS_TIMEOUT" }],
  ["a 500 before it", { answer: { status: 500 } }],
  ["a 500 after it", { done: true, answer: { status: 500 } }],
  ["a 404 of something in between", { answer: { status: 404 } }],
  ["nonsense before it", { answer: { body: html } }],
  ["nonsense after it", { done: true, answer: { body: html } }],
  ["an answer cut off", { done: true, answer: { body: '{"ok":true,"ts":"17' } }],
  ["nothing at all", { done: true, answer: { body: "null" } }],
  ["a yes without a message", { done: true, answer: { body: '{"ok":true}' } }],
  ["an internal error before it", says("internal_error")],
  ["an internal error after it", { ...says("internal_error"), done: true }],
];

describe("nobody knows whether Slack took it", () => {
  test.each(DOUBTS)("%s: once, and only after Slack has settled", async (_what, mishap) => {
    await using office = await postOffice();
    await office.enqueue("a");
    office.mishaps[post] = [mishap];
    await office.outbox.deliver();
    expect(await office.state("a")).toMatchObject({ kind: "unknown" });
    await office.wait({ seconds: 119 });
    expect([office.posted.length, office.calls]).toEqual([mishap.done ? 1 : 0, [post]]);
    await office.wait({ seconds: 2 });
    expect(office.texts()).toEqual(["a"]);
    expect(await office.state("a")).toMatchObject({ kind: "sent", ts: office.posted[0]?.ts });
    expect(office.logged.join()).not.toContain("html");
    await office.wait({ hours: 9 });
    expect(office.texts()).toEqual(["a"]);
  });

  test("in a thread it is looked for in the thread, and gets its emojis when it is found", async () => {
    await using office = await postOffice();
    await office.enqueue("parent");
    await office.enqueue("reply", { threadOf: "parent" });
    office.mishaps[post] = [{}, { done: true, broken: "ECONNRESET" }];
    office.emojis.push("seedling");
    await office.outbox.deliver();
    await office.wait(SETTLED);
    expect(office.posted.map(({ key, thread }) => [key, thread])).toEqual([
      ["parent", undefined],
      ["reply", office.posted[0]?.ts],
    ]);
    expect(office.calls.slice(-2)).toEqual(["conversations.replies", "reactions.add"]);
    expect(await office.state("reply")).toMatchObject({ kind: "sent" });
  });

  test("it is looked for page by page, and Slack may hold the search up", async () => {
    await using office = await postOffice();
    await office.enqueue("a");
    office.mishaps[post] = [{ done: true, broken: "ECONNRESET" }];
    await office.outbox.deliver();
    for (let n = 0; n < 40; n += 1) await office.enqueue(`b${n}`);
    await office.wait({ seconds: 1 });
    office.mishaps["conversations.history"] = [{}, busy(60)];
    const before = office.calls.length;
    await office.wait(SETTLED);
    expect(office.calls.slice(before)).toEqual(["conversations.history", "conversations.history"]);
    await office.wait({ seconds: 60 });
    expect(office.calls.slice(before)).toHaveLength(4);
    expect(await office.state("a")).toMatchObject({ kind: "sent", ts: office.posted[0]?.ts });
    expect(office.posted).toHaveLength(41);
  });

  test.each([
    ["had posted it", true],
    ["had not", false],
  ])("a process that died %s: the next one finds out", async (_what, had) => {
    await using office = await postOffice();
    await office.enqueue("a");
    await office.store.deliveries.claim(W, "a", {
      at: office.now(),
      lookUpAt: office.now().add({ hours: 9 }),
    });
    if (had)
      await office.client.chat.postMessage({
        channel: "C1",
        text: "a",
        metadata: { event_type: "ourcome_delivery", event_payload: { key: "a" } },
      });
    await office.store.deliveries.releaseAllClaims(office.now().add({ seconds: 120 }));
    await office.outbox.deliver();
    expect(office.posted).toHaveLength(had ? 1 : 0);
    await office.wait(SETTLED);
    expect(office.texts()).toEqual(["a"]);
    expect(await office.state("a")).toMatchObject({ kind: "sent" });
  });

  test("a replica that died is found out by the others when its time is up", async () => {
    await using office = await postOffice();
    await office.enqueue("a");
    const { outbox, store } = office;
    // What the other replica asked of Slack never came to an end.
    await store.deliveries.claim(W, "a", { at: office.now(), lookUpAt: office.now().add({ seconds: 180 }) });
    await outbox.deliver();
    await office.wait({ seconds: 179 });
    expect(office.posted).toEqual([]);
    await office.wait({ seconds: 2 });
    expect(office.texts()).toEqual(["a"]);
  });

  test("without the right to look it is uncertain, until the team decides or the right is there", async () => {
    await using office = await postOffice();
    for (const key of ["a", "b", "c", "reply"])
      await office.enqueue(key, key === "reply" ? { threadOf: "a" } : {});
    office.mishaps[post] = [1, 2, 3].map(() => ({ done: true, broken: "ECONNRESET" }));
    office.mishaps["conversations.history"] = [1, 2, 3].map(() => says("missing_scope"));
    for (let n = 0; n < 3; n += 1) await office.wait({ seconds: 10 });
    await office.wait(SETTLED);
    const states = () => Promise.all(["a", "b", "c"].map(office.state));
    expect((await states()).map((state) => state?.kind)).toEqual(["uncertain", "uncertain", "uncertain"]);
    expect(await office.state("reply")).toEqual({ kind: "due" });
    await office.wait({ minutes: 50 });
    expect(office.posted).toHaveLength(3);

    await office.store.deliveries.postAgain(W, "a");
    await office.store.deliveries.dismiss(W, "b", "left-by-the-team");
    await office.outbox.deliver();
    await office.wait({ hours: 2 });
    expect((await states()).map((state) => state?.kind)).toEqual(["sent", "refused", "sent"]);
    expect(office.posted.map(({ key }) => key)).toEqual(["a", "b", "c", "a", "reply"]);
    expect(office.logged.filter((line) => line.includes("may not have arrived"))).toHaveLength(3);
  });

  test.each([
    ["not_in_channel", "unknown"],
    ["thread_not_found", "refused"],
  ])("its channel's history is away (%s)", async (error, kind) => {
    await using office = await postOffice();
    await office.enqueue("a");
    office.mishaps[post] = [{ done: true, broken: "ECONNRESET" }];
    office.mishaps["conversations.history"] = [says(error)];
    await office.outbox.deliver();
    await office.wait(SETTLED);
    expect(await office.state("a")).toMatchObject({ kind });
    await office.wait({ hours: 1 });
    expect(await office.state("a")).toMatchObject({ kind: kind === "unknown" ? "sent" : "refused" });
    expect(office.posted).toHaveLength(1);
  });
});

describe("Slack does not take it for now", () => {
  test("429: that channel waits as told, and no other does", async () => {
    await using office = await postOffice();
    for (const key of ["a1", "a2"]) await office.enqueue(key);
    await office.enqueue("b", { team: "other" });
    office.mishaps[post] = [busy(30)];
    await office.outbox.deliver();
    expect(office.texts()).toEqual(["b"]);
    await office.wait({ seconds: 29 });
    expect(office.texts()).toEqual(["b"]);
    await office.wait({ seconds: 1 });
    expect(office.texts()).toEqual(["b", "a1", "a2"]);
    expect(office.calls).toHaveLength(4);
  });

  test("Slack cannot be reached: it is left alone, and nothing needs to be looked for", async () => {
    await using office = await postOffice();
    for (let n = 0; n < 50; n += 1) await office.enqueue(`${n}`, { team: n % 2 ? "team" : "other" });
    office.mishaps[post] = Array.from({ length: 100 }, () => ({ broken: "ECONNREFUSED" }));
    for (let minute = 0; minute < 60; minute += 1) await office.wait({ minutes: 1 });
    expect(office.calls.length).toBeLessThan(70);
    office.mishaps[post] = [];
    for (let minute = 0; minute < 3; minute += 1) await office.wait({ minutes: 1 });
    expect(office.posted).toHaveLength(50);
    expect(office.calls).not.toContain("conversations.history");
  });

  test.each(["is_archived", "not_in_channel", "channel_not_found", "restricted_action", "token_revoked"])(
    "%s: the channel pauses, and goes on in its order when that is mended",
    async (error) => {
      await using office = await postOffice();
      for (const key of ["a", "b"]) await office.enqueue(key);
      await office.enqueue("elsewhere", { team: "other" });
      office.mishaps[post] = Array.from({ length: 6 }, () => says(error));
      office.mishaps[post].splice(1, 0, {});
      await office.outbox.deliver();
      expect(await office.state("a")).toEqual({ kind: "paused", reason: error });
      for (let minute = 0; minute < 31; minute += 1) await office.wait({ minutes: 1 });
      expect(office.texts()).toEqual(["elsewhere"]);
      expect(office.calls).toHaveLength(7);
      for (let hour = 0; hour < 2; hour += 1) await office.wait({ hours: 1 });
      expect(office.texts()).toEqual(["elsewhere", "a", "b"]);
      expect(office.logged.filter((line) => line.includes(error))).toHaveLength(6);
    },
  );

  test("a digest that has waited for more than a day is left out, and the next covers its week", async () => {
    await using office = await postOffice();
    const subject = office.now().toString({ smallestUnit: "millisecond" });
    await office.enqueue("digest", { kind: "digest", subject });
    await office.enqueue("card");
    office.mishaps[post] = [says("is_archived")];
    await office.outbox.deliver();
    await office.wait({ hours: 25 });
    expect(office.texts()).toEqual(["card"]);
    expect(await office.state("digest")).toEqual({ kind: "refused", reason: "too-late" });
    expect(await office.store.deliveries.digestBefore(W, "team", "9999")).toBeUndefined();
  });
});

describe("Slack does not take it at all", () => {
  test("it is given up with the reason, and so is what was to stand in its thread", async () => {
    await using office = await postOffice();
    await office.enqueue("a");
    await office.enqueue("reply", { threadOf: "a" });
    await office.enqueue("b");
    office.mishaps[post] = [says("msg_too_long")];
    await office.outbox.deliver();
    await office.enqueue("later reply", { threadOf: "a" });
    await office.outbox.deliver();
    expect(await office.state("a")).toEqual({ kind: "refused", reason: "msg_too_long" });
    for (const key of ["reply", "later reply"])
      expect(await office.state(key)).toEqual({ kind: "refused", reason: "thread-refused" });
    expect(office.texts()).toEqual(["b"]);
    const calls = office.calls.length;
    await office.wait({ hours: 9 });
    expect(office.calls).toHaveLength(calls);
  });

  test("what cannot be drawn is tried a few times, then left; nothing else of the team is lost", async () => {
    await using office = await postOffice();
    office.words.set("a", new Error("no such bet"));
    for (const key of ["a", "b"]) await office.enqueue(key);
    for (let hour = 0; hour < 8; hour += 1) await office.wait({ hours: 1 });
    expect(await office.state("a")).toEqual({ kind: "refused", reason: "cannot-be-drawn" });
    expect(office.texts()).toEqual(["b"]);
    expect(office.logged.filter((line) => line.includes("a fault kept"))).toHaveLength(5);
  });
});

describe("a message is updated", () => {
  const update = "chat.update";
  async function drawn() {
    const office = await postOffice();
    await office.enqueue("a");
    await office.outbox.deliver();
    const touch = async (words: string) => {
      office.words.set("a", words);
      await office.store.deliveries.markStale(W, "a");
    };
    return { ...office, touch };
  }

  test.each([
    ["429", busy(30)],
    ["500 before it", { answer: { status: 500 } }],
    ["500 after it", { done: true, answer: { status: 500 } }],
    ["no answer", { broken: "ECONNRESET" }],
    ["not reached", { broken: "ECONNREFUSED" }],
    ["archived", says("is_inactive")],
  ])("%s: made good at the next tick", async (_what, mishap) => {
    await using office = await drawn();
    await office.touch("newer");
    office.mishaps[update] = [mishap];
    await office.outbox.deliver();
    await office.touch("newest");
    await office.wait({ minutes: 1 });
    expect(office.texts()).toEqual(["newest"]);
    for (let minute = 0; minute < 5; minute += 1) await office.wait({ minutes: 1 });
    expect(await office.state("a")).toMatchObject({ changes: 0 });
    expect(office.calls.length).toBeLessThan(6);
  });

  test("an update without an answer that Slack carries out late does not win over the newest state", async () => {
    await using office = await drawn();
    await office.touch("older");
    office.mishaps[update] = [{ broken: "ECONNRESET" }];
    await office.outbox.deliver();
    await office.touch("newest");
    await office.wait({ minutes: 1 });
    office.posted[0]!.text = "older";
    await office.wait({ minutes: 2 });
    expect(office.texts()).toEqual(["newest"]);
    const calls = office.calls.length;
    await office.wait({ hours: 1 });
    expect(office.calls).toHaveLength(calls);
  });

  test("a change during the update is not lost", async () => {
    await using office = await drawn();
    await office.touch("newer");
    office.mishaps[update] = [{ meanwhile: () => office.touch("newest") }];
    await office.outbox.deliver();
    expect(office.texts()).toEqual(["newest"]);
    expect(office.calls).toEqual([post, update, update]);
  });

  test.each(["message_not_found", "cant_update_message"])("%s: given up, with the reason", async (error) => {
    await using office = await drawn();
    await office.touch("newer");
    office.mishaps[update] = [says(error)];
    await office.outbox.deliver();
    await office.wait({ hours: 9 });
    expect(office.calls).toEqual([post, update]);
    expect(office.logged).toEqual([`a message could not be updated {"kind":"card","reason":"${error}"}`]);
  });
});
