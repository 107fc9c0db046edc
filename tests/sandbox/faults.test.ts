import { expect, test } from "vitest";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { stage as realApp } from "#tests/support/stage.ts";
import { form, stage } from "./tiny-app.ts";

const HELLO = { channel: "C1", text: "Hello" };

test("delays calls as many times as the fault says", async () => {
  await using on = await stage();
  on.slack.faults.slow = { ms: 40, times: 1 };
  await on.app.client.chat.postMessage(HELLO);
  await on.app.client.chat.postMessage(HELLO);
  const posts = on.slack.requests.filter(({ method }) => method === "chat.postMessage");
  expect(posts[0]?.ms).toBeGreaterThanOrEqual(40);
  expect(posts.map(({ remarks }) => remarks)).toEqual([["Held back for 40 ms: this fault is on."], []]);
});

test("opens no form if Slack is slower than the trigger's lifetime, and logs why", async () => {
  await using on = await stage({ triggerLifeMs: 50 });
  on.app.command("/bet", async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: form() }).catch(() => undefined);
  });
  on.slack.faults.slow = { ms: 60 };
  await on.slack.as("U1").command("C1", "/bet");
  expect(on.slack.requests.find(({ method }) => method === "views.open")?.remarks).toEqual([
    "Held back for 60 ms: this fault is on.",
    "The trigger id had expired: a form has to open within 3 seconds.",
  ]);
});

test.each([
  ["to all methods", {}, ["chat.postMessage", "users.info"]],
  ["to one method", { method: "users.info" }, ["users.info"]],
])("answers 429 with retry-after %s, until the fault is turned off", async (_what, filter, refused) => {
  await using on = await stage();
  const { chat, users } = on.app.client;
  const headers = { authorization: "Bearer xoxb-sandbox" };
  on.slack.setFaults({ rateLimited: { retryAfter: 7, ...filter } });
  for (const method of ["chat.postMessage", "users.info"]) {
    const body = new URLSearchParams({ ...HELLO, user: "U1" });
    const answer = await fetch(`${on.slack.url}${method}`, { method: "POST", headers, body });
    const limited = refused.includes(method);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual(limited ? [429, "7"] : [200, null]);
  }
  on.slack.setFaults({});
  await expect(chat.postMessage(HELLO)).resolves.toMatchObject({ ok: true });
  await expect(users.info({ user: "U1" })).resolves.toMatchObject({ ok: true });
  expect(on.slack.requests.filter(({ error }) => error === "ratelimited")).toHaveLength(refused.length);
});

test("posts and updates a message but answers 500 while failsAfterCommit is on", async () => {
  await using on = await stage();
  const { chat } = on.app.client;
  on.slack.faults.failsAfterCommit = { times: 2 };
  await expect(chat.postMessage(HELLO)).rejects.toThrow("500");
  const [message] = await on.slack.readChannel("C1");
  await expect(chat.update({ ...HELLO, ts: message!.ts, text: "Changed" })).rejects.toThrow("500");
  await chat.postMessage({ ...HELLO, text: "Well" });
  expect((await on.slack.readChannel("C1")).map(({ text }) => text)).toEqual(["Changed", "Well"]);
  expect(on.slack.requests.filter(({ status }) => status === 500)).toMatchObject([
    { remarks: ["Done, and answered with a 500 all the same: this fault is on."] },
    { remarks: ["Done, and answered with a 500 all the same: this fault is on."] },
  ]);
});

test("loses and repeats events", async () => {
  await using on = await stage();
  const received: string[] = [];
  on.app.event("reaction_added", async ({ event, body }) => {
    received.push(`${event.reaction} ${body.event_id}`);
  });
  const dana = on.slack.as("U1");
  const message = await dana.say("C1", "Hello");
  on.slack.setFaults({ eventsLost: { times: 1 } });
  await dana.react(message, "eyes");
  on.slack.setFaults({ eventsDoubled: { times: 1 } });
  await dana.react(message, "tada");
  await dana.react(message, "wave");
  expect(received.map((event) => event.split(" ")[0])).toEqual(["tada", "tada", "wave"]);
  expect(received[0]).toBe(received[1]);
  expect(on.slack.requests.filter(({ method }) => method === "reaction_added")).toMatchObject([
    { status: 0, remarks: ["The event was lost on the way: this fault is on."] },
    { status: 200, remarks: [] },
    { status: 200, remarks: ["The same event for the second time: this fault is on."] },
    { status: 200, remarks: [] },
  ]);
});

test.each([[null], ["slow"], [{ slow: true }], [{ slow: { ms: -1 } }], [{ fire: {} }]])(
  "refuses %j as faults and keeps those that are on",
  async (input) => {
    await using on = await stage();
    on.slack.faults.eventsLost = {};
    expect(() => on.slack.setFaults(input)).toThrow("These are no faults of the sandbox");
    expect(on.slack.faults).toEqual({ eventsLost: {} });
  },
);

test("the app retries a rate-limited message when it may", async () => {
  await using s = await realApp();
  await setUpTeam(s);
  s.slack.setFaults({ rateLimited: { method: "chat.postMessage", retryAfter: 30, times: 1 } });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const before = await s.texts();
  await s.wait({ minutes: 1 });
  expect([before.length, (await s.texts()).length]).toEqual([1, 2]);
});
