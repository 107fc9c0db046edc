import { expect, test } from "vitest";
import { form, stage } from "./tiny-app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });

test("a trigger opens one view, and only until it expires", async () => {
  const errors: unknown[] = [];
  for (const triggerLifeMs of [3000, 0]) {
    await using on = await stage({ triggerLifeMs });
    on.app.command("/bet", async ({ ack, client, command }) => {
      await ack();
      for (const trigger_id of [command.trigger_id, command.trigger_id, "1.2.3"]) {
        await client.views
          .open({ trigger_id, view: form() })
          .catch((error: Error) => errors.push(error.message));
      }
    });
    await on.slack.as("U1").command("C1", "/bet");
  }
  expect(errors).toEqual(
    [
      "exchanged_trigger_id",
      "invalid_trigger_id",
      "expired_trigger_id",
      "expired_trigger_id",
      "invalid_trigger_id",
    ].map((error) => `An API error occurred: ${error}`),
  );
});

test.each([
  ["C2", "not_in_channel"],
  ["C3", "channel_not_found"],
  ["C4", "is_archived"],
  ["C9", "channel_not_found"],
])("refuses a post to %s: %s", async (channel, error) => {
  await using on = await stage();
  await expect(on.app.client.chat.postMessage({ channel, text: "Hello" })).rejects.toMatchObject({
    data: { error },
  });
});

test("lets the bot post once it is invited", async () => {
  await using on = await stage();
  on.slack.as("U1").inviteApp("C2");
  await expect(on.app.client.chat.postMessage({ channel: "C2", text: "Hello" })).resolves.toMatchObject({
    ok: true,
  });
});

test("refuses a method without its scope and names the scope", async () => {
  await using on = await stage();
  await expect(
    on.app.client.reactions.add({ channel: "C1", timestamp: "1.0", name: "eyes" }),
  ).rejects.toMatchObject({ data: { error: "missing_scope", needed: "reactions:write" } });
});

test("refuses and records violations of Slack's limits in a post, a view and an ack", async () => {
  await using on = await stage();
  const { slack, app } = on;
  const blocks = [{ type: "section" as const, text: plain("x".repeat(3001)) }];
  app.command("/bet", async ({ ack, client, command }) => {
    await ack({ text: "Too long", blocks });
    await client.views
      .open({ trigger_id: command.trigger_id, view: { type: "modal", title: plain("x"), blocks } })
      .catch(() => undefined);
  });
  await expect(
    app.client.chat.postMessage({ channel: "C1", text: "Too long", blocks }),
  ).rejects.toMatchObject({ data: { error: "invalid_blocks" } });
  const dana = slack.as("U1");
  await dana.command("C1", "/bet");

  expect(slack.problems.map(({ kind, where }) => `${kind} ${where}`)).toEqual([
    "limits chat.postMessage",
    "limits /bet ack",
    "limits views.open",
  ]);
  expect(dana.ephemerals()).toMatchObject([{ text: expect.stringContaining("/bet failed") }]);
  expect(dana.views()).toEqual([]);
});

test("the directory returns time zones, guests and strangers, and the channels that the bot may see", async () => {
  await using on = await stage();
  const { users, conversations } = on.app.client;
  expect(await users.info({ user: "U1" })).toMatchObject({
    user: { tz: "Europe/Berlin", team_id: "T0SANDBOX" },
  });
  expect(await users.info({ user: "U2" })).toMatchObject({ user: { is_restricted: true } });
  expect(await users.info({ user: "U3" })).toMatchObject({
    user: { is_stranger: true, team_id: "T0ELSEWHERE" },
  });
  expect(await conversations.info({ channel: "C5" })).toMatchObject({
    channel: { is_ext_shared: true, is_member: true },
  });
  expect(await conversations.info({ channel: "C2" })).toMatchObject({ channel: { is_member: false } });
  const firstPage = await users.conversations({
    user: "U1",
    types: "public_channel,private_channel",
    limit: 2,
  });
  const unarchived = await users.conversations({
    user: "U1",
    types: "public_channel,private_channel",
    exclude_archived: true,
  });
  expect(firstPage.channels?.map(({ id }) => id)).toEqual(["C1", "C2"]);
  expect(unarchived.channels?.map(({ id }) => id)).toEqual(["C1", "C2", "C5", "C6"]);
  const members = await conversations.members({ channel: "C1", limit: 2 });
  const cursor = members.response_metadata?.next_cursor ?? "";
  expect([members.members, (await conversations.members({ channel: "C1", cursor })).members]).toEqual([
    ["U1", "U2"],
    ["U0BOT"],
  ]);
});

test("returns the metadata's payload only on request", async () => {
  await using on = await stage({ scopes: ["chat:write", "channels:history"] });
  const { chat, conversations } = on.app.client;
  const metadata = { event_type: "ourcome_delivery", event_payload: { key: "digest/1" } };
  await chat.postMessage({ channel: "C1", text: "Digest", metadata });
  expect(await conversations.history({ channel: "C1" })).toMatchObject({
    messages: [{ metadata: { event_type: "ourcome_delivery" } }],
  });
  expect(await conversations.history({ channel: "C1", include_all_metadata: true })).toMatchObject({
    messages: [{ text: "Digest", metadata }],
  });
  expect(await conversations.history({ channel: "C1", latest: "1" })).toMatchObject({ messages: [] });
});

test("answers more than 5,000 calls an hour", async () => {
  await using on = await stage();
  await on.app.client.chat.postMessage({ channel: "C1", text: "Hello" });
  for (let n = 0; n < 5_100; n += 100)
    await Promise.all(Array.from({ length: 100 }, () => on.slack.readChannel("C1")));
  expect(await on.slack.readChannel("C1")).toHaveLength(1);
});
