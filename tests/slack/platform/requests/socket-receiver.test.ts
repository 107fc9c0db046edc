import { expect, test } from "vitest";
import { placeBet } from "#tests/support/moves.ts";
import { type Stage, stage } from "#tests/support/stage.ts";

const connected = (s: Stage, sockets: number) =>
  expect.poll(() => s.slack.connections(), { timeout: 60_000 }).toBe(sockets);

const event = (inner: unknown) => JSON.stringify({ envelope_id: "e", type: "events_api", payload: inner });

/** With the SDK alone, each of the first six ends the process or stops it from hearing anything. */
const NONSENSE = [
  "null",
  event(undefined),
  event({ type: "app_rate_limited", team_id: "T0SANDBOX", minute_rate_limited: 1_518_467_820 }),
  event({ type: "event_callback", event: null }),
  JSON.stringify({ envelope_id: "e", type: "ws_message", payload: {} }),
  JSON.stringify({ envelope_id: "e", type: "close", payload: {} }),
  JSON.stringify({ envelope_id: "e", type: "something_new", payload: { type: "new" } }),
  JSON.stringify({ envelope_id: "e", type: "slash_commands" }),
  JSON.stringify({ envelope_id: "e", type: "interactive", payload: null }),
  JSON.stringify({ type: "interactive", payload: {} }),
  JSON.stringify({ envelope_id: 7, type: "interactive", payload: {} }),
  JSON.stringify({
    envelope_id: "e",
    type: "interactive",
    payload: { type: "block_actions", actions: null },
  }),
  JSON.stringify({ envelope_id: "e", type: "interactive", payload: { type: "view_submission", view: null } }),
  JSON.stringify({ envelope_id: "e", type: "slash_commands", payload: { command: 1 } }),
  event({ type: "event_callback", event: { type: "close" } }),
  event({ type: "event_callback", event: { type: "error" } }),
  event({ type: "event_callback", event: { type: "ws_message" } }),
  "",
  "{",
  "[]",
  '"words of Ana"',
  "7",
  JSON.stringify({ type: 7 }),
  "x".repeat(100_000),
];

test("ignores useless frames: the socket stays up, requests are served, and the log has none of their content", async () => {
  const unhandled: unknown[] = [];
  const record = (fault: unknown) => void unhandled.push(fault);
  process.on("unhandledRejection", record);
  try {
    await using s = await stage({ socket: true });
    for (const frame of NONSENSE) s.slack.sendFrame(frame);
    await placeBet(s, "Checklist lifts activation from 32% to 40%");
    expect((await s.texts()).at(-1)).toContain("Bet #1 · Checklist");
    expect(s.slack.connections()).toBe(1);
    expect(s.slack.problems).toEqual([]);
    const lines = s.logged.join("\n");
    expect(lines).toContain('Slack sent a frame that is of no use {"type":"app_rate_limited"}');
    expect(lines).not.toMatch(/Ana|words of|xxx/);
  } finally {
    process.off("unhandledRejection", record);
  }
  expect(unhandled).toEqual([]);
});

test("reconnects whenever the socket is cut, and posts what falls due meanwhile", async () => {
  await using s = await stage({ socket: true });
  await placeBet(s, "Checklist lifts activation from 32% to 40% by 9 Nov");
  expect(s.app.status()).toEqual({ up: true });

  s.slack.faults.socketRefused = {};
  s.slack.cutSockets();
  await connected(s, 0);
  await expect.poll(() => s.app.status()).toEqual({ up: false, since: s.now() });
  await s.wait({ days: 8 });
  expect((await s.texts()).filter((text) => text.includes("is up for review"))).toHaveLength(1);
  await expect.poll(() => s.logged.join("\n")).toContain("Slack cannot be reached by Socket Mode");

  delete s.slack.faults.socketRefused;
  await connected(s, 1);
  await expect.poll(() => s.app.status()).toEqual({ up: true });
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "1");
  expect(s.shownTo("U0ANA").at(-1)).toContain("Bet #1 · Checklist");

  s.slack.refreshSockets();
  await connected(s, 0);
  await connected(s, 1);
  await ana.command("C0GROWTH", "/bet", "999");
  expect(s.shownTo("U0ANA").at(-1)).toContain("There is no bet #999");
  expect(s.slack.problems).toEqual([]);
});
