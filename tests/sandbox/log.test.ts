import { expect, test } from "vitest";
import { form, stage } from "./tiny-app.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const NOW = Temporal.Instant.from("2026-11-02T09:00:00Z");
const tooLong = [{ type: "section" as const, text: plain("x".repeat(3001)) }];

test("logs requests in both directions, with the sandbox's time and the duration", async () => {
  await using on = await stage();
  on.app.command("/bet", async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
    await ack();
  });
  await on.slack.as("U1").command("C1", "/bet");
  expect(on.slack.requests.slice(-2)).toEqual([
    {
      id: expect.any(Number),
      direction: "to-slack",
      method: "views.open",
      at: NOW,
      status: 200,
      ok: true,
      ms: expect.any(Number),
      remarks: [],
    },
    {
      id: expect.any(Number),
      direction: "to-app",
      method: "/bet",
      at: NOW,
      status: 200,
      ok: true,
      ms: expect.any(Number),
      remarks: [],
    },
  ]);
});

test.each([
  ["C2", "Hello", undefined, "The app is no member of the channel."],
  ["C3", "Hello", undefined, "The app sees no such channel"],
  ["C4", "Hello", undefined, "The channel is archived."],
  ["DU1", "Hello", undefined, "the Messages tab off"],
  ["C1", "Hello", tooLong, "/blocks/0/text/text must be less than 3001 characters."],
])("explains in the log why Slack refused a post to %s", async (channel, text, blocks, words) => {
  await using on = await stage();
  await on.app.client.chat
    .postMessage({ channel, text, ...(blocks ? { blocks } : {}) })
    .catch(() => undefined);
  expect(on.slack.requests.at(-1)?.remarks).toEqual([expect.stringContaining(words)]);
});

test("explains a missing scope, a used trigger, a wrong ack and a missing ack", async () => {
  await using on = await stage({ ackDeadlineMs: 1_500 });
  const { slack, app } = on;
  app.command("/bet", async ({ ack, client, command }) => {
    await client.reactions.add({ channel: "C1", timestamp: "1.0", name: "eyes" }).catch(() => undefined);
    for (const _ of [1, 2])
      await client.views.open({ trigger_id: command.trigger_id, view: form() }).catch(() => undefined);
    await ack({ text: "Too long", blocks: tooLong });
  });
  app.view("bet", async ({ ack }) => ack({ response_action: "errors", errors: { nowhere: "Wrong." } }));
  app.action("alone", async ({ ack }) => ack());
  app.shortcut("silent", async () => {});
  const dana = slack.as("U1");
  await dana.command("C1", "/bet");
  await dana.submit({ title: "T", alone: "No" });
  await dana.shortcut("silent", await dana.say("C1", "Hello"));
  expect(
    slack.requests.flatMap(({ method, remarks }) => remarks.map((words) => `${method}: ${words}`)),
  ).toEqual([
    "reactions.add: The app lacks the scope reactions:write.",
    "views.open: The trigger id had opened a form already, and it opens one only.",
    "/bet: /blocks/0/text/text must be less than 3001 characters.",
    'view_submission: The errors name "nowhere", which is no input block of the view.',
    "message_action: The app did not answer within 1.5 seconds.",
  ]);
  expect(dana.ephemerals().at(-1)).toMatchObject({
    from: "slack",
    text: "Ourcome did not respond. Please try again.",
  });
});

test("a response_url expires after half an hour of the sandbox's clock", async () => {
  let now = NOW;
  await using on = await stage({ now: () => now });
  const urls: string[] = [];
  on.app.command("/bet", async ({ ack, command }) => {
    urls.push(command.response_url);
    await ack();
  });
  await on.slack.as("U1").command("C1", "/bet");
  const say = () => fetch(urls[0]!, { method: "POST", body: new URLSearchParams({ text: "Hello" }) });
  now = NOW.add({ minutes: 30 });
  expect((await say()).status).toBe(200);
  now = now.add({ seconds: 1 });
  expect((await say()).status).toBe(404);
  expect(on.slack.requests.at(-1)).toMatchObject({
    at: now,
    remarks: ["The response_url had expired: it lasts 30 minutes."],
  });
});

test("shows a missing ack above a form's fields until the app answers again", async () => {
  await using on = await stage({ ackDeadlineMs: 1_000 });
  let silent = true;
  on.app.command("/bet", async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
    await ack();
  });
  on.app.action("alone", async ({ ack }) => (silent ? undefined : ack()));
  const dana = on.slack.as("U1");
  await dana.command("C1", "/bet");
  await dana.fill(dana.view(), { alone: "No" });
  expect(dana.view().errors).toEqual({ "": "We had some trouble connecting. Try again?" });
  silent = false;
  await dana.fill(dana.view(), { alone: "Yes" });
  expect(dana.view().errors).toEqual({});
});

test("keeps the last 500 requests in the log", async () => {
  await using on = await stage();
  await Promise.all(Array.from({ length: 510 }, () => on.app.client.api.test()));
  expect(on.slack.requests).toHaveLength(500);
  expect(on.slack.requests.at(-1)?.id).toBeGreaterThan(500);
});

test("notifies listeners of every visible change until they unsubscribe", async () => {
  await using on = await stage();
  const { slack, app } = on;
  let notifications = 0;
  const unsubscribe = slack.onChange(() => (notifications += 1));
  const notifies = async (change: () => unknown) => {
    const before = notifications;
    await change();
    return notifications > before;
  };
  app.command("/bet", async ({ ack, client, command }) => {
    await ack("Heard");
    await client.views.open({ trigger_id: command.trigger_id, view: form() });
  });
  const dana = slack.as("U1");
  const message = await dana.say("C1", "Hello");
  const changes: readonly (() => unknown)[] = [
    () => dana.say("C1", "Hello", { thread: message.ts }),
    () => dana.react(message, "eyes"),
    () => dana.unreact(message, "eyes"),
    () => dana.command("C1", "/bet"),
    () => dana.fill(dana.view(), { title: "T" }),
    () => dana.submit(),
    () => dana.closeView(),
    () => dana.openHome(),
    () => dana.inviteApp("C2"),
    () => slack.archive("C2"),
    () => app.client.chat.postMessage({ channel: "C1", text: "Hello" }),
    () => slack.setFaults({}),
  ];
  const notified: boolean[] = [];
  for (const change of changes) notified.push(await notifies(change));
  expect(notified).toEqual(changes.map(() => true));
  unsubscribe();
  expect(await notifies(() => dana.say("C1", "Hello"))).toBe(false);
});

test("a person sees their channels and a direct message with the app", async () => {
  await using on = await stage();
  const names = (user: string) => on.slack.seen(user).channels.map(({ kind, name }) => `${kind} ${name}`);
  expect(names("U2")).toEqual(["public growth", "private hidden", "direct Ourcome"]);
  expect(names("U3")).toEqual(["public shared"]);
  expect(on.slack.seen("U1").channels.find(({ id }) => id === "C4")).toMatchObject({ archived: true });
  expect(await on.slack.readChannel("DU2")).toEqual([]);
  await expect(on.slack.as("U2").say("DU2", "Hello")).rejects.toThrow("has been turned off");
  expect(() => on.slack.seen("U9")).toThrow("Nobody in the sandbox has the id U9.");
});
