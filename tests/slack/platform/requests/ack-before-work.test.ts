import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Registry } from "prom-client";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { NO_PACING, freePort } from "#sandbox/sandbox.ts";
import { type SandboxSlack, startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { type Ourcome, createApp } from "#src/app.ts";

// A trigger id is valid for three seconds, and Slack may take long to say who somebody is. So a request is acknowledged
// and its form opened before anything else is asked of Slack.

const folder = mkdtempSync(join(tmpdir(), "ourcome-first-answer-"));
const APP = { botToken: "xoxb-tests", signingSecret: "a-signing-secret", botUserId: "U0BOT" };
const CHANNEL = "C0GROWTH";
const slow: Record<string, number> = {};
let slack: SandboxSlack;
let app: Ourcome;
let card: { channel: string; ts: string };

async function startApp(): Promise<void> {
  const port = await freePort();
  app = await createApp(
    {
      slack: { mode: "http", apiUrl: slack.url, ...APP },
      database: { kind: "file", path: join(folder, "ourcome.db") },
      secret: new Uint8Array(32).fill(7),
      port,
      settlingSeconds: 120,
    },
    {
      now: () => Temporal.Now.instant(),
      newId: randomUUID,
      ...NO_PACING,
      registry: new Registry(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
    },
  );
  await app.start();
  slack.connect(`http://127.0.0.1:${port}/slack/events`, app.idle);
}

beforeAll(async () => {
  slack = await startSandboxSlack({
    people: [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" }],
    channels: [
      { id: CHANNEL, name: "growth", members: ["U0ANA", APP.botUserId] },
      { id: "C0NEW", name: "new", members: ["U0ANA", APP.botUserId] },
    ],
    app: APP,
    scopes: manifestScopes(),
    now: () => Temporal.Now.instant(),
    slow,
  });
  await startApp();
  const ana = slack.as("U0ANA");
  await ana.command(CHANNEL, "/bet", "Checklist lifts activation from 32% to 40%");
  await ana.submit();
  await ana.submit({ chosen: "we-chose" });
  card = { channel: CHANNEL, ts: (await slack.readChannel(CHANNEL)).at(-1)?.ts ?? "" };
  await app.stop();
  for (const method of ["users.info", "conversations.info", "conversations.members"]) slow[method] = 100;
});
afterAll(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

// A new process has nobody in its cache yet.
beforeEach(startApp);
afterEach(() => app.stop());

test.each<[what: string, act: () => Promise<void>]>([
  ["/bet", () => slack.as("U0ANA").command(CHANNEL, "/bet")],
  ["/bet with a sentence", () => slack.as("U0ANA").command(CHANNEL, "/bet", "Banner lifts sales to 5")],
  ["/bet reading 1", () => slack.as("U0ANA").command(CHANNEL, "/bet", "reading 1")],
  ["/bet settle 1", () => slack.as("U0ANA").command(CHANNEL, "/bet", "settle 1")],
  ["/outcomes settings", () => slack.as("U0ANA").command(CHANNEL, "/outcomes", "settings")],
  ["/outcomes goals", () => slack.as("U0ANA").command(CHANNEL, "/outcomes", "goals")],
  ["/bet in a channel without a team", () => slack.as("U0ANA").command("C0NEW", "/bet")],
  ["the card's button", () => slack.as("U0ANA").clickButton(card, "Take a reading")],
  ["the message's shortcut", () => slack.as("U0ANA").shortcut("place_as_bet", card)],
])("acknowledges first, then opens the form, then asks Slack: %s", async (_, act) => {
  const before = slack.requests.length;
  await act();
  const [acknowledged, first, ...others] = slack.requests.slice(before);
  expect(acknowledged).toMatchObject({ direction: "to-app", status: 200 });
  expect(first).toMatchObject({ direction: "to-slack", method: "views.open", ok: true });
  expect(others.map(({ method }) => method)).toContain("users.info");
  expect(slack.problems).toEqual([]);
});
