import { describe, expect, test } from "vitest";
import { rateLimited, type Failure, slackError } from "#tests/support/fake-slack.ts";
import { outboxHarness, WORKSPACE } from "#tests/support/outbox-harness.ts";

const post = "chat.postMessage";
const SETTLED = { seconds: 121 };
const html = "<html>Bad gateway</html>";

const UNKNOWN_OUTCOMES: ReadonlyArray<readonly [string, Failure]> = [
  ["reset before Slack took it", { connectionError: "ECONNRESET" }],
  ["reset after Slack took it", { done: true, connectionError: "ECONNRESET" }],
  ["no answer in time", { done: true, connectionError: "UND_ERR_HEADERS_TIMEOUT" }],
  ["500 before Slack took it", { answer: { status: 500 } }],
  ["500 after Slack took it", { done: true, answer: { status: 500 } }],
  ["404 from something in between", { answer: { status: 404 } }],
  ["not JSON, before Slack took it", { answer: { body: html } }],
  ["not JSON, after Slack took it", { done: true, answer: { body: html } }],
  ["truncated answer", { done: true, answer: { body: '{"ok":true,"ts":"17' } }],
  ["null answer", { done: true, answer: { body: "null" } }],
  ["ok without a timestamp", { done: true, answer: { body: '{"ok":true}' } }],
  ["internal error before Slack took it", slackError("internal_error")],
  ["internal error after Slack took it", { ...slackError("internal_error"), done: true }],
];

describe("when it is unknown whether Slack took a message", () => {
  test.each(UNKNOWN_OUTCOMES)("posts once, and only after Slack has settled: %s", async (_what, failure) => {
    await using office = await outboxHarness();
    await office.enqueue("a");
    office.failures[post] = [failure];
    await office.outbox.deliver();
    expect(await office.state("a")).toMatchObject({ kind: "unknown" });
    await office.wait({ seconds: 119 });
    expect([office.posted.length, office.calls]).toEqual([failure.done ? 1 : 0, [post]]);
    await office.wait({ seconds: 2 });
    expect(office.texts()).toEqual(["a"]);
    expect(await office.state("a")).toMatchObject({ kind: "sent", ts: office.posted[0]?.ts });
    expect(office.logged.join()).not.toContain("html");
    await office.wait({ hours: 9 });
    expect(office.texts()).toEqual(["a"]);
  });

  test("looks a reply up in its thread, and adds its emojis when it is found", async () => {
    await using office = await outboxHarness();
    await office.enqueue("parent");
    await office.enqueue("reply", { threadOf: "parent" });
    office.failures[post] = [{}, { done: true, connectionError: "ECONNRESET" }];
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

  test("searches page by page, and resumes after a 429", async () => {
    await using office = await outboxHarness();
    await office.enqueue("a");
    office.failures[post] = [{ done: true, connectionError: "ECONNRESET" }];
    await office.outbox.deliver();
    for (let n = 0; n < 40; n += 1) await office.enqueue(`b${n}`);
    await office.wait({ seconds: 1 });
    office.failures["conversations.history"] = [{}, rateLimited(60)];
    const before = office.calls.length;
    await office.wait(SETTLED);
    expect(office.calls.slice(before)).toEqual(["conversations.history", "conversations.history"]);
    await office.wait({ seconds: 60 });
    expect(office.calls.slice(before)).toHaveLength(4);
    expect(await office.state("a")).toMatchObject({ kind: "sent", ts: office.posted[0]?.ts });
    expect(office.posted).toHaveLength(41);
  });

  test.each([
    ["after it posted", true],
    ["before it posted", false],
  ])("posts once when the previous process died %s", async (_what, isPosted) => {
    await using office = await outboxHarness();
    await office.enqueue("a");
    await office.store.deliveries.claim(WORKSPACE, "a", {
      at: office.now(),
      lookUpAt: office.now().add({ hours: 9 }),
    });
    if (isPosted)
      await office.client.chat.postMessage({
        channel: "C1",
        text: "a",
        metadata: { event_type: "ourcome_delivery", event_payload: { key: "a" } },
      });
    await office.store.deliveries.releaseAllClaims(office.now().add({ seconds: 120 }));
    await office.outbox.deliver();
    expect(office.posted).toHaveLength(isPosted ? 1 : 0);
    await office.wait(SETTLED);
    expect(office.texts()).toEqual(["a"]);
    expect(await office.state("a")).toMatchObject({ kind: "sent" });
  });

  test("posts a dead replica's message once its claim has run out", async () => {
    await using office = await outboxHarness();
    await office.enqueue("a");
    const { outbox, store } = office;
    // The other replica's call to Slack never ended.
    await store.deliveries.claim(WORKSPACE, "a", {
      at: office.now(),
      lookUpAt: office.now().add({ seconds: 180 }),
    });
    await outbox.deliver();
    await office.wait({ seconds: 179 });
    expect(office.posted).toEqual([]);
    await office.wait({ seconds: 2 });
    expect(office.texts()).toEqual(["a"]);
  });

  test("is uncertain without permission to read the history, until the team decides or permission is granted", async () => {
    await using office = await outboxHarness();
    for (const key of ["a", "b", "c", "reply"])
      await office.enqueue(key, key === "reply" ? { threadOf: "a" } : {});
    office.failures[post] = [1, 2, 3].map(() => ({ done: true, connectionError: "ECONNRESET" }));
    office.failures["conversations.history"] = [1, 2, 3].map(() => slackError("missing_scope"));
    for (let n = 0; n < 3; n += 1) await office.wait({ seconds: 10 });
    await office.wait(SETTLED);
    const states = () => Promise.all(["a", "b", "c"].map(office.state));
    expect((await states()).map((state) => state?.kind)).toEqual(["uncertain", "uncertain", "uncertain"]);
    expect(await office.state("reply")).toEqual({ kind: "due" });
    await office.wait({ minutes: 50 });
    expect(office.posted).toHaveLength(3);

    await office.store.deliveries.postAgain(WORKSPACE, "a");
    await office.store.deliveries.dismiss(WORKSPACE, "b", "left-by-the-team");
    await office.outbox.deliver();
    await office.wait({ hours: 2 });
    expect((await states()).map((state) => state?.kind)).toEqual(["sent", "refused", "sent"]);
    expect(office.posted.map(({ key }) => key)).toEqual(["a", "b", "c", "a", "reply"]);
    expect(office.logged.filter((line) => line.includes("may not have arrived"))).toHaveLength(3);
  });

  test.each([
    ["not_in_channel", "unknown"],
    ["thread_not_found", "refused"],
  ])("on %s from the look-up, the message is %s", async (error, kind) => {
    await using office = await outboxHarness();
    await office.enqueue("a");
    office.failures[post] = [{ done: true, connectionError: "ECONNRESET" }];
    office.failures["conversations.history"] = [slackError(error)];
    await office.outbox.deliver();
    await office.wait(SETTLED);
    expect(await office.state("a")).toMatchObject({ kind });
    await office.wait({ hours: 1 });
    expect(await office.state("a")).toMatchObject({ kind: kind === "unknown" ? "sent" : "refused" });
    expect(office.posted).toHaveLength(1);
  });
});

describe("when Slack does not take a message for now", () => {
  test("makes only the rate-limited channel wait, as long as Slack says", async () => {
    await using office = await outboxHarness();
    for (const key of ["a1", "a2"]) await office.enqueue(key);
    await office.enqueue("b", { team: "other" });
    office.failures[post] = [rateLimited(30)];
    await office.outbox.deliver();
    expect(office.texts()).toEqual(["b"]);
    await office.wait({ seconds: 29 });
    expect(office.texts()).toEqual(["b"]);
    await office.wait({ seconds: 1 });
    expect(office.texts()).toEqual(["b", "a1", "a2"]);
    expect(office.calls).toHaveLength(4);
  });

  test("backs off while Slack is unreachable, and needs no look-up afterwards", async () => {
    await using office = await outboxHarness();
    for (let n = 0; n < 50; n += 1) await office.enqueue(`${n}`, { team: n % 2 ? "team" : "other" });
    office.failures[post] = Array.from({ length: 100 }, () => ({ connectionError: "ECONNREFUSED" }));
    for (let minute = 0; minute < 60; minute += 1) await office.wait({ minutes: 1 });
    expect(office.calls.length).toBeLessThan(70);
    office.failures[post] = [];
    for (let minute = 0; minute < 3; minute += 1) await office.wait({ minutes: 1 });
    expect(office.posted).toHaveLength(50);
    expect(office.calls).not.toContain("conversations.history");
  });

  test.each(["is_archived", "not_in_channel", "channel_not_found", "restricted_action", "token_revoked"])(
    "pauses the channel on %s, and resumes in order when it works again",
    async (error) => {
      await using office = await outboxHarness();
      for (const key of ["a", "b"]) await office.enqueue(key);
      await office.enqueue("elsewhere", { team: "other" });
      office.failures[post] = Array.from({ length: 6 }, () => slackError(error));
      office.failures[post].splice(1, 0, {});
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

  test("skips a digest that has waited for more than a day, so that the next one covers its week", async () => {
    await using office = await outboxHarness();
    const subject = office.now().toString({ smallestUnit: "millisecond" });
    await office.enqueue("digest", { kind: "digest", subject });
    await office.enqueue("card");
    office.failures[post] = [slackError("is_archived")];
    await office.outbox.deliver();
    await office.wait({ hours: 25 });
    expect(office.texts()).toEqual(["card"]);
    expect(await office.state("digest")).toEqual({ kind: "refused", reason: "too-late" });
    expect(await office.store.deliveries.digestBefore(WORKSPACE, "team", "9999")).toBeUndefined();
  });
});

describe("when a message can never be posted", () => {
  test("gives up a refused message with the reason, and the replies in its thread", async () => {
    await using office = await outboxHarness();
    await office.enqueue("a");
    await office.enqueue("reply", { threadOf: "a" });
    await office.enqueue("b");
    office.failures[post] = [slackError("msg_too_long")];
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

  test("gives up a message that cannot be rendered after a few attempts, and posts the team's other messages", async () => {
    await using office = await outboxHarness();
    office.words.set("a", new Error("no such bet"));
    for (const key of ["a", "b"]) await office.enqueue(key);
    for (let hour = 0; hour < 8; hour += 1) await office.wait({ hours: 1 });
    expect(await office.state("a")).toEqual({ kind: "refused", reason: "cannot-be-drawn" });
    expect(office.texts()).toEqual(["b"]);
    expect(office.logged.filter((line) => line.includes("a fault kept"))).toHaveLength(5);
  });
});

describe("updates of a message", () => {
  const update = "chat.update";
  async function withPosted() {
    const office = await outboxHarness();
    await office.enqueue("a");
    await office.outbox.deliver();
    const change = async (words: string) => {
      office.words.set("a", words);
      await office.store.deliveries.markStale(WORKSPACE, "a");
    };
    return { ...office, change };
  }

  test.each([
    ["429", rateLimited(30)],
    ["500 before Slack took it", { answer: { status: 500 } }],
    ["500 after Slack took it", { done: true, answer: { status: 500 } }],
    ["without an answer", { connectionError: "ECONNRESET" }],
    ["Slack unreachable", { connectionError: "ECONNREFUSED" }],
    ["channel archived", slackError("is_inactive")],
  ])("catches up at the next tick: %s", async (_what, failure) => {
    await using office = await withPosted();
    await office.change("newer");
    office.failures[update] = [failure];
    await office.outbox.deliver();
    await office.change("newest");
    await office.wait({ minutes: 1 });
    expect(office.texts()).toEqual(["newest"]);
    for (let minute = 0; minute < 5; minute += 1) await office.wait({ minutes: 1 });
    expect(await office.state("a")).toMatchObject({ changes: 0 });
    expect(office.calls.length).toBeLessThan(6);
  });

  test("shows the latest state even if Slack carries out an unanswered update late", async () => {
    await using office = await withPosted();
    await office.change("older");
    office.failures[update] = [{ connectionError: "ECONNRESET" }];
    await office.outbox.deliver();
    await office.change("newest");
    await office.wait({ minutes: 1 });
    office.posted[0]!.text = "older";
    await office.wait({ minutes: 2 });
    expect(office.texts()).toEqual(["newest"]);
    const calls = office.calls.length;
    await office.wait({ hours: 1 });
    expect(office.calls).toHaveLength(calls);
  });

  test("does not lose a change made during an update", async () => {
    await using office = await withPosted();
    await office.change("newer");
    office.failures[update] = [{ duringCall: () => office.change("newest") }];
    await office.outbox.deliver();
    expect(office.texts()).toEqual(["newest"]);
    expect(office.calls).toEqual([post, update, update]);
  });

  test.each(["message_not_found", "cant_update_message"])(
    "gives up on %s, with the reason",
    async (error) => {
      await using office = await withPosted();
      await office.change("newer");
      office.failures[update] = [slackError(error)];
      await office.outbox.deliver();
      await office.wait({ hours: 9 });
      expect(office.calls).toEqual([post, update]);
      expect(office.logged).toEqual([`a message could not be updated {"kind":"card","reason":"${error}"}`]);
    },
  );
});
