import { expect, test } from "vitest";
import { stage } from "#tests/support/stage.ts";

const SENTENCE = "Checklist lifts activation from 32% to 40%";

test("over a socket, a command opens a form, which shows an error, then submits and posts the card", async () => {
  await using s = await stage({ socket: true });
  expect(s.slack.connections()).toBe(1);
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", SENTENCE);
  await ana.submit();
  expect(await ana.submit({ target: "32%" })).toMatchObject({
    errors: { target: expect.stringContaining("same as the baseline") },
  });
  expect(await ana.submit({ target: "40%" })).toMatchObject({ errors: {}, view: undefined });
  expect((await s.texts()).at(-1)).toContain("Bet #1 · Checklist");
  await ana.command("C0GROWTH", "/bet", "999");
  expect(s.shownTo("U0ANA").at(-1)).toContain("There is no bet #999 in this channel.");
  await ana.openHome();
  expect([s.slack.problems, s.logged]).toEqual([[], []]);
});

test("a dropped socket loses the request, and the person is told", async () => {
  await using s = await stage({ socket: true });
  s.slack.faults.socketDropped = { times: 1 };
  const ana = s.slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", SENTENCE);
  await ana.command("C0GROWTH", "/bet", SENTENCE);
  expect(s.shownTo("U0ANA")).toEqual([
    '/bet failed with the error "dispatch_failed"',
    '/bet failed with the error "dispatch_failed"',
  ]);
  expect(s.slack.requests.filter(({ ok }) => !ok)).toMatchObject([
    { method: "/bet", remarks: ["The app did not take it: the socket was dropped: this fault is on."] },
    { method: "/bet", remarks: [expect.stringMatching(/the app has no socket open|closed before/u)] },
  ]);
  expect(s.slack.faults).toEqual({});
});

test("opens a socket with the app-level token only, and refuses a guessed URL", async () => {
  await using s = await stage({ socket: true });
  const open = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${s.slack.url}apps.connections.open`, { method: "POST", headers });
    return answer.json();
  };
  expect(await open("xoxb-sandbox")).toMatchObject({ error: "not_allowed_token_type" });
  expect(await open("xapp-another")).toMatchObject({ error: "invalid_auth" });
  expect(await open("xapp-sandbox")).toMatchObject({ ok: true, url: expect.stringMatching(/^ws:/u) });

  const stranger = new WebSocket(
    `${s.slack.url.replace(/^http/u, "ws").replace("/api/", "")}/socket/guessed`,
  );
  const { promise, resolve } = Promise.withResolvers<string>();
  stranger.addEventListener("open", () => resolve("open"));
  stranger.addEventListener("error", () => resolve("refused"));
  expect(await promise).toBe("refused");
});

test("the app drops the old connection when Slack asks it to reconnect", async () => {
  await using s = await stage({ socket: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  s.slack.onChange(() => s.slack.connections() === 0 && resolve());
  s.slack.refreshSockets();
  await promise;
});
