import { expect, test } from "vitest";
import { slackError } from "#tests/support/fake-slack.ts";
import { outboxHarness } from "#tests/support/outbox-harness.ts";

const post = "chat.postMessage";
const SETTLED = { seconds: 121 };

test.each([
  ["after Slack took it", true],
  ["before Slack took it", false],
])("looks a reply that is also in the channel up in its thread: reset %s", async (_when, done) => {
  await using office = await outboxHarness();
  await office.enqueue("parent");
  await office.enqueue("reply", { threadOf: "parent", alsoInChannel: true });
  office.failures[post] = [{}, { done, connectionError: "ECONNRESET" }];
  await office.outbox.deliver();
  await office.wait(SETTLED);
  expect(office.posted.map(({ key, alsoInChannel }) => [key, alsoInChannel])).toEqual([
    ["parent", false],
    ["reply", true],
  ]);
  expect(office.calls).toContain("conversations.replies");
  expect(office.calls).not.toContain("conversations.history");
});

test("looks it up in the channel if its thread was deleted", async () => {
  await using office = await outboxHarness();
  await office.enqueue("parent");
  await office.enqueue("reply", { threadOf: "parent", alsoInChannel: true });
  office.failures[post] = [{}, slackError("thread_not_found"), { done: true, connectionError: "ECONNRESET" }];
  office.failures["conversations.replies"] = [slackError("thread_not_found")];
  await office.outbox.deliver();
  await office.wait(SETTLED);
  expect(await office.state("reply")).toMatchObject({ kind: "sent" });
  expect(office.posted.map(({ key }) => key)).toEqual(["parent", "reply"]);
});

test.each(["thread_not_found", "cannot_reply_to_message", "message_not_found"])(
  "posts in the channel alone what it was to see anyway, if the thread was deleted: %s",
  async (error) => {
    await using office = await outboxHarness();
    await office.enqueue("card");
    await office.enqueue("reply", { threadOf: "card" });
    await office.enqueue("verdict", { threadOf: "card", alsoInChannel: true });
    office.failures[post] = [{}, slackError(error), slackError(error)];
    await office.outbox.deliver();
    expect(await office.state("reply")).toEqual({ kind: "refused", reason: error });
    expect(office.posted.map(({ key, thread }) => [key, thread])).toEqual([
      ["card", undefined],
      ["verdict", undefined],
    ]);
  },
);

test("posts in the channel alone what it was to see anyway, if the thread's first message was refused", async () => {
  await using office = await outboxHarness();
  await office.enqueue("card");
  await office.enqueue("verdict", { threadOf: "card", alsoInChannel: true });
  office.failures[post] = [slackError("msg_too_long")];
  await office.outbox.deliver();
  expect(office.posted.map(({ key, thread }) => [key, thread])).toEqual([["verdict", undefined]]);
});
