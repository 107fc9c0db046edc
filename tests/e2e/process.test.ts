import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { type SandboxSlack, startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { run, start } from "#tests/support/process.ts";
import { expectHealthy } from "#tests/support/watched.ts";

const SECRET = "a-signing-secret-of-the-tests";
const BOT = "U0BOT";
const OURCOME_SECRET = Buffer.alloc(32, 7).toString("base64");

let folder: string;
let slack: SandboxSlack;
let env: Record<string, string>;
let url: string;
/** How long Slack takes for a method, in milliseconds. Tests change it. */
let slow: Record<string, number>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ourcome-process-"));
  slow = {};
  slack = await startSandboxSlack({
    people: [
      { id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" },
      { id: "U0BEN", name: "ben", realName: "Ben Ray", timeZone: "Europe/Berlin" },
    ],
    channels: [{ id: "C0GROWTH", name: "growth", members: ["U0ANA", "U0BEN", BOT] }],
    app: { botToken: "xoxb-tests", signingSecret: SECRET, botUserId: BOT, escapesCommands: false },
    scopes: manifestScopes(),
    now: () => Temporal.Now.instant(),
    slow,
  });
  const port = await freePort();
  url = `http://127.0.0.1:${port}/slack/events`;
  slack.connect(url);
  env = {
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: "xoxb-tests",
    SLACK_SIGNING_SECRET: SECRET,
    OURCOME_SECRET,
    DATABASE_URL: `file:${join(folder, "ourcome.db")}`,
    PORT: String(port),
    LOG_LEVEL: "trace",
  };
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

const texts = async () =>
  (await slack.readChannel("C0GROWTH")).flatMap(({ text, replies }) => [
    text,
    ...replies.map((reply) => reply.text),
  ]);
const expectPosted = (words: string) =>
  expect
    .poll(async () => (await texts()).filter((text) => text.includes(words)).length, { timeout: 60_000 })
    .toBe(1);

/** Sets up the team and places bet #1. */
async function placeBet(): Promise<void> {
  const ana = slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "Checklist lifts activation from 32% to 40%");
  // The form opens at once; the channel's details from Slack are filled in later.
  await expect.poll(() => slack.requests.map(({ method }) => method)).toContain("views.update");
  await ana.submit();
  await expect.poll(() => ana.view().content.title?.text).toBe("Place a bet");
  await ana.submit({ belief: "We believe they see what is left", chosen: "we-chose", alone: "yes" });
  await expectPosted("Bet #1 · Checklist");
}

type Signing = { secret?: string; age?: number; type?: string; headers?: Record<string, string> };
async function post(body: string, { secret = SECRET, age = 0, type = "form", headers }: Signing = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": type === "form" ? "application/x-www-form-urlencoded" : "application/json",
      ...(headers ?? { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` }),
    },
    body,
    signal: AbortSignal.timeout(60_000),
  });
  await response.text();
  return response.status;
}
const COMMAND = new URLSearchParams({
  command: "/bet",
  text: "help",
  team_id: "T0SANDBOX",
  user_id: "U0ANA",
  channel_id: "C0GROWTH",
  trigger_id: "1.2.3",
  response_url: "http://127.0.0.1:9/response",
}).toString();

describe("requests over HTTP", () => {
  test("answers signed requests, rejects others, and survives malformed payloads", async () => {
    await using ourcome = await start(env);
    expect(await post(COMMAND)).toBe(200);
    expect(await post(COMMAND, { age: 4 * 60 })).toBe(200);

    const day = 24 * 60 * 60;
    expect(await post(COMMAND, { headers: {} })).toBe(401);
    expect(await post(COMMAND, { headers: { "x-slack-signature": "v0=00" } })).toBe(401);
    expect(await post(COMMAND, { secret: "another" })).toBe(401);
    for (const age of [10 * 60, day, -10 * 60, -day]) expect(await post(COMMAND, { age })).toBe(401);
    expect(await post("null", { type: "json", headers: {} })).toBe(401);

    for (const body of ["null", "1", '"words"', "[]", "{}", '{"type":', "", "\u0000\u0001\uFFFD"])
      expect([body, await post(body, { type: "json" })]).toEqual([body, 400]);
    for (const body of [
      "payload=null",
      "payload=[]",
      "payload=%7B",
      "payload=",
      "payload=1&payload=2",
      "a=b",
    ])
      expect([body, await post(body)]).toEqual([body, 400]);
    // Known types with empty fields.
    const types = ["view_submission", "block_actions", "message_action", "event_callback"];
    const answers = types.flatMap((type) => [
      post(`payload=${JSON.stringify({ type, view: null, actions: null, message: null })}`),
      post(JSON.stringify({ type, event: null }), { type: "json" }),
    ]);
    for (const status of await Promise.all(answers)) expect(status).toBe(400);
    // Without the fields that Bolt relies on, and throws if they are missing.
    for (const body of [
      JSON.stringify({ type: "view_closed", team: { id: "T0SANDBOX" }, user: { id: "U0ANA" } }),
      JSON.stringify({ type: "dialog_submission", team: { id: "T0SANDBOX" }, callback_id: "x" }),
      JSON.stringify({
        type: "event_callback",
        event_id: "Ev1",
        team_id: "constructor",
        event: { type: "x" },
      }),
    ])
      expect([body, await post(`payload=${body}`)]).toEqual([body, 400]);
    expect(await post("x".repeat(2 * 1024 * 1024))).toBe(413);

    expect(await post("ssl_check=1", { headers: {} })).toBe(200);
    expect((await fetch(new URL("/elsewhere", url), { method: "POST", body: "x" })).status).toBe(404);
    expect((await fetch(url)).status).toBe(404);
    expect(await post(COMMAND)).toBe(200);
    await expectHealthy(url);
    ourcome.kill("SIGTERM");
    expect(await ourcome.exit).toBe(0);
    for (const reason of [
      "it is stale, or not signed by Slack",
      "it is stamped in the future",
      "its body is nothing that Slack sends",
      "its body is too large",
      "Bolt cannot read its body",
    ])
      expect(ourcome.stdout()).toContain(`A request was refused: ${reason}`);
  });
});

describe("a restart", () => {
  test("finishes work in progress before the exit, and does what fell due meanwhile after the start", async () => {
    {
      await using ourcome = await start(env);
      await placeBet();
      slow["conversations.info"] = slow["chat.postMessage"] = 700;
      const ana = slack.as("U0ANA");
      await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
      ourcome.kill("SIGTERM");
      expect(await ourcome.exit).toBe(0);
      // The command was answered, the card updated and the reading posted in the thread, all before the exit.
      expect(ana.ephemerals().at(-1)?.text).toContain("The reading of bet #1 is in");
      expect((await texts()).filter((text) => text.includes("from the dashboard"))).toHaveLength(1);
      expect(ourcome.stderr()).toBe("");
    }
    slow["conversations.info"] = slow["chat.postMessage"] = 0;
    // The clock of a real process cannot be moved, so make the review fall due in the database while it is down.
    const file = new Database(join(folder, "ourcome.db"));
    expect(file.prepare("update bets set next_prompt_at = '2026-01-05T09:00:00.000Z'").run().changes).toBe(1);
    file.close();
    {
      await using ourcome = await start(env);
      await expectPosted("is up for review");
      const ana = slack.as("U0ANA");
      await ana.command("C0GROWTH", "/bet", "1");
      await expect.poll(() => ana.ephemerals().at(-1)?.text).toContain("Bet #1 · Checklist");
      ourcome.kill("SIGINT");
      expect(await ourcome.exit).toBe(0);
    }
    {
      await using _ = await start(env);
      expect((await texts()).filter((text) => text.includes("is up for review"))).toHaveLength(1);
    }
    expect(slack.problems).toEqual([]);
  });

  test("is not held up by a client that keeps its connection open", async () => {
    await using ourcome = await start(env);
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    await new Promise((resolve) => socket.once("data", resolve));
    ourcome.kill("SIGTERM");
    expect(await ourcome.exit).toBe(0);
    socket.destroy();
  });
});

describe("prints why it cannot start and exits with code 1", () => {
  const startUpError = async (settings: Record<string, string>) => {
    await using ourcome = run(settings);
    expect(await ourcome.exit).toBe(1);
    expect(ourcome.stdout()).not.toContain("Ourcome is up");
    return ourcome.stderr();
  };

  test("for all wrong and missing settings at once", async () => {
    expect(await startUpError({})).toContain("npm run sandbox");
    const error = await startUpError({
      SLACK_BOT_TOKEN: "xoxp-hush",
      SLACK_SIGNING_SECRET: "xoxb-hush",
      DATABASE_URL: "mysql://root:hush@localhost",
      PORT: "99999",
    });
    expect(error.split("\n").filter((line) => line.startsWith("- "))).toEqual([
      expect.stringContaining("SLACK_BOT_TOKEN must be"),
      expect.stringContaining("SLACK_SIGNING_SECRET must be"),
      expect.stringContaining("DATABASE_URL must be"),
      expect.stringContaining("OURCOME_SECRET is missing"),
      expect.stringContaining("PORT must be"),
    ]);
    expect(error).not.toContain("hush");
  });

  test("if another server uses the same file", async () => {
    await using _ = await start(env);
    const path = join(folder, "ourcome.db");
    expect(await startUpError({ ...env, PORT: String(await freePort()) })).toBe(
      `Ourcome cannot start: Another Ourcome is using ${path}. Stop it first.\n`,
    );
  });

  test("if Slack does not know the token", async () => {
    expect(await startUpError({ ...env, SLACK_BOT_TOKEN: "xoxb-revoked" })).toContain(
      "Slack does not accept SLACK_BOT_TOKEN (invalid_auth).",
    );
  });

  test("if the port is in use, or the database cannot be reached", async () => {
    const other = createServer().listen(Number(env["PORT"]));
    expect(await startUpError(env)).toContain(`Port ${env["PORT"]} is in use.`);
    other.close();
    const error = await startUpError({ ...env, DATABASE_URL: "postgres://ourcome:hush@127.0.0.1:1/x" });
    expect(error).toContain("PostgreSQL at 127.0.0.1:1 cannot be used");
    expect(error).not.toContain("hush");
  });
});

test("logs lines of JSON without tokens, text that people typed or user ids", async () => {
  await using ourcome = await start(env);
  await placeBet();
  await post("payload=null");
  await post(COMMAND, { secret: "another" });
  const ana = slack.as("U0ANA");
  await ana.command("C0GROWTH", "/bet", "something nobody understands 999 <@U0BEN>");
  await ana.command("C0GROWTH", "/bet", "reading 1 lots");
  // An error in the middle of a request, and a delivery that Slack rejects.
  slack.archive("C0GROWTH");
  await ana.command("C0GROWTH", "/bet", "reading 1 34.5% dashboard");
  await expect.poll(() => ana.ephemerals().length, { timeout: 60_000 }).toBeGreaterThan(1);
  ourcome.kill("SIGTERM");
  expect(await ourcome.exit).toBe(0);

  const lines = ourcome.stdout().trim().split("\n");
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) as number });
  expect(ourcome.stderr()).toBe("");
  for (const secret of ["xoxb-", SECRET, OURCOME_SECRET, "U0", "Checklist", "activation", "what is left"])
    expect(ourcome.stdout()).not.toContain(secret);
  for (const typed of ["nobody understands", "lots", "dashboard"])
    expect(ourcome.stdout()).not.toContain(typed);
});
