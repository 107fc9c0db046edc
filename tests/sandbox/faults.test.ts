import { expect, test } from "vitest";
import { placeBet, setUpTeam } from "#tests/support/moves.ts";
import { stage as realApp } from "#tests/support/stage.ts";
import { form, stage } from "./tiny-app.ts";

const HELLO = { channel: "C1", text: "Hello" };

test("a slow Slack holds every call back, as often as was said", async () => {
  await using on = await stage();
  on.slack.faults.slow = { ms: 40, times: 1 };
  await on.app.client.chat.postMessage(HELLO);
  await on.app.client.chat.postMessage(HELLO);
  const posts = on.slack.requests.filter(({ method }) => method === "chat.postMessage");
  expect(posts[0]?.ms).toBeGreaterThanOrEqual(40);
  expect(posts.map(({ remarks }) => remarks)).toEqual([["Held back for 40 ms: this fault is on."], []]);
});

test("with a Slack slower than a trigger lives, no form opens, and the log says why", async () => {
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
  ["on all methods", {}, ["chat.postMessage", "users.info"]],
  ["on one method", { method: "users.info" }, ["users.info"]],
])("429 %s, with when to come again, until it is switched off", async (_what, only, refused) => {
  await using on = await stage();
  const { chat, users } = on.app.client;
  const headers = { authorization: "Bearer xoxb-sandbox" };
  on.slack.setFaults({ rateLimited: { retryAfter: 7, ...only } });
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

test("500 after the message was created: it stands in the channel, and the call failed", async () => {
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

test("events are lost, or come twice", async () => {
  await using on = await stage();
  const heard: string[] = [];
  on.app.event("reaction_added", async ({ event, body }) => {
    heard.push(`${event.reaction} ${body.event_id}`);
  });
  const dana = on.slack.as("U1");
  const message = await dana.say("C1", "Hello");
  on.slack.setFaults({ eventsLost: { times: 1 } });
  await dana.react(message, "eyes");
  on.slack.setFaults({ eventsDoubled: { times: 1 } });
  await dana.react(message, "tada");
  await dana.react(message, "wave");
  expect(heard.map((one) => one.split(" ")[0])).toEqual(["tada", "tada", "wave"]);
  expect(heard[0]).toBe(heard[1]);
  expect(on.slack.requests.filter(({ method }) => method === "reaction_added")).toMatchObject([
    { status: 0, remarks: ["The event was lost on the way: this fault is on."] },
    { status: 200, remarks: [] },
    { status: 200, remarks: ["The same event for the second time: this fault is on."] },
    { status: 200, remarks: [] },
  ]);
});

test.each([[null], ["slow"], [{ slow: true }], [{ slow: { ms: -1 } }], [{ fire: {} }]])(
  "%j is no set of faults, and those that are on stay",
  async (given) => {
    await using on = await stage();
    on.slack.faults.eventsLost = {};
    expect(() => on.slack.setFaults(given)).toThrow("These are no faults of the sandbox");
    expect(on.slack.faults).toEqual({ eventsLost: {} });
  },
);

test("the app sends what a busy Slack did not take when it may", async () => {
  await using s = await realApp();
  await setUpTeam(s);
  s.slack.setFaults({ rateLimited: { method: "chat.postMessage", retryAfter: 30, times: 1 } });
  await placeBet(s, "Checklist lifts activation from 32% to 40%");
  const before = await s.texts();
  await s.wait({ minutes: 1 });
  expect([before.length, (await s.texts()).length]).toEqual([1, 2]);
});
