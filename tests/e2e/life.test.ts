import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type ExpectStatic, test } from "vitest";
import { manifestScopes } from "#sandbox/manifest-scopes.ts";
import { freePort } from "#sandbox/sandbox.ts";
import { startSandboxSlack } from "#sandbox/slack/server/server.ts";
import { run, start } from "#tests/support/process.ts";

const BOT = "U0BOT";
const SIGNING_SECRET = "a-signing-secret-of-the-tests";
/** Generous, because other tests run at the same time. */
const POLL_OPTIONS = { timeout: 120_000, interval: 50 };
const TEST_TIMEOUT_MS = 90_000;
const NEVER_MS = 120_000;

/** Makes a process fail on a signal: SIGUSR2 is an unhandled rejection, SIGHUP an uncaught exception. */
const FAIL_ON_SIGNALS = `--import=data:text/javascript,${encodeURIComponent(
  `process.on("SIGUSR2", () => void Promise.reject(new Error("Ana wrote this")));
   process.on("SIGHUP", () => { throw new Error("Ana wrote this"); });`,
)}`;

async function setUp(mode: "http" | "socket", expect: ExpectStatic) {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-life-"));
  const path = join(folder, "ourcome.db");
  const slow: Record<string, number> = {};
  const appToken = "xapp-tests";
  const slack = await startSandboxSlack({
    people: [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" }],
    channels: [{ id: "C0GROWTH", name: "growth", members: ["U0ANA", BOT] }],
    app: {
      botToken: "xoxb-tests",
      signingSecret: SIGNING_SECRET,
      botUserId: BOT,
      escapesCommands: false,
      ...(mode === "socket" && { appToken }),
    },
    scopes: manifestScopes(),
    now: () => Temporal.Now.instant(),
    slow,
  });
  const port = await freePort();
  if (mode === "http") slack.connect(`http://127.0.0.1:${port}/slack/events`);
  const env = {
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: "xoxb-tests",
    ...(mode === "socket" ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
    OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
    OURCOME_SETTLING_SECONDS: "1",
    DATABASE_URL: `file:${path}`,
    PORT: String(port),
    NODE_OPTIONS: FAIL_ON_SIGNALS,
  };
  const ana = slack.as("U0ANA");
  const texts = async () =>
    (await slack.readChannel("C0GROWTH")).flatMap(({ text, replies }) => [
      text,
      ...replies.map((reply) => reply.text),
    ]);
  return {
    slack,
    slow,
    env,
    ana,
    /** Returns the first value that a query yields. Works while the process has the database open. */
    query(sql: string): unknown {
      const file = new Database(path, { readonly: true });
      try {
        return file.prepare(sql).pluck().get();
      } finally {
        file.close();
      }
    },
    expectPosted: (words: string) =>
      expect
        .poll(async () => (await texts()).filter((text) => text.includes(words)).length, POLL_OPTIONS)
        .toBe(1),
    async openForm(sentence: string) {
      await ana.command("C0GROWTH", "/bet", sentence);
      await expect.poll(() => ana.views().length, POLL_OPTIONS).toBe(1);
      if (ana.view().content.callback_id === "place_bet") return;
      // The form opens at once, but can be submitted only when the channel's details have arrived from Slack.
      await expect.poll(() => ana.view().content.submit?.text, POLL_OPTIONS).toBeDefined();
      await ana.submit();
      await expect.poll(() => ana.view().content.title?.text, POLL_OPTIONS).toBe("Place a bet");
    },
    betFields: { belief: "We believe they see what is left", chosen: "we-chose", alone: "yes" },
    async [Symbol.asyncDispose]() {
      await slack.close();
      rmSync(folder, { recursive: true });
    },
  };
}

test.concurrent(
  "stops in time on SIGTERM while Slack never answers, and at once on a second SIGTERM",
  async ({ expect }) => {
    await using s = await setUp("socket", expect);
    const { ana, slack, slow } = s;
    {
      await using ourcome = await start(s.env);
      await s.openForm("Checklist lifts activation from 32% to 40%");
      await ana.submit(s.betFields);
      await s.expectPosted("Bet #1 · Checklist");

      // Malformed frames and a dropped connection don't stop it.
      for (const frame of ["null", JSON.stringify({ envelope_id: "e", type: "events_api" })])
        slack.sendFrame(frame);
      slack.cutSockets();
      await expect.poll(() => slack.connections(), POLL_OPTIONS).toBe(0);
      await expect.poll(() => slack.connections(), POLL_OPTIONS).toBe(1);

      // One request waits for its message to be posted, another for its form to open.
      slow["chat.postMessage"] = slow["views.open"] = NEVER_MS;
      await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
      await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
      await expect
        .poll(() => s.query("select count(*) from deliveries where state = 'sending'"), POLL_OPTIONS)
        .toBe(1);
      ourcome.kill("SIGTERM");
      // The exit code would be 1 if the shutdown had taken nine seconds.
      expect(await ourcome.exit).toBe(0);
      expect(slack.connections()).toBe(0);
      expect(s.query("select state from deliveries where kind = 'reading'")).toBe("unknown");
      expect(ourcome.stderr()).toBe("");
    }
    slow["chat.postMessage"] = slow["views.open"] = 0;
    {
      await using ourcome = await start(s.env);
      await s.expectPosted("from the dashboard");
      // On a second signal it exits at once.
      slow["chat.postMessage"] = NEVER_MS;
      await ana.command("C0GROWTH", "/bet", "reading 1 36% again");
      await expect
        .poll(() => s.query("select count(*) from deliveries where state = 'sending'"), POLL_OPTIONS)
        .toBe(1);
      ourcome.kill("SIGTERM");
      await expect.poll(ourcome.stdout, POLL_OPTIONS).toContain("finishing what is under way");
      ourcome.kill("SIGTERM");
      expect(await ourcome.exit).toBe(143);
      expect(s.query("select value from readings order by rowid desc limit 1")).toBe(36);
    }
  },
  TEST_TIMEOUT_MS,
);

test.concurrent(
  "starts when Slack comes up, survives an unhandled rejection, exits on an uncaught exception, and loses no bet if killed",
  async ({ expect }) => {
    await using s = await setUp("http", expect);
    const { ana, slack } = s;
    const port = await freePort();
    const proxyUrl = `http://127.0.0.1:${port}/api/`;
    const proxy = createServer((socket) => {
      const upstream = connect(Number(new URL(slack.url).port), "127.0.0.1");
      for (const end of [socket, upstream]) end.on("error", () => {});
      socket.pipe(upstream).pipe(socket);
    });
    {
      await using ourcome = run({ ...s.env, SLACK_API_URL: proxyUrl });
      const warning = `Slack at ${proxyUrl} does not answer (ECONNREFUSED). Check the network and SLACK_API_URL. It is tried again.`;
      await expect.poll(ourcome.stdout, POLL_OPTIONS).toContain(warning);
      // It is alive but not ready, and says why.
      const get = async (path: string) => {
        const answer = await fetch(`http://127.0.0.1:${s.env.PORT}${path}`);
        return [answer.status, await answer.text()];
      };
      expect(await get("/healthz")).toEqual([200, "ok\n"]);
      expect(await get("/readyz")).toEqual([
        503,
        expect.stringContaining("Slack does not answer (ECONNREFUSED)"),
      ]);
      proxy.listen(port, "127.0.0.1");
      await expect.poll(ourcome.stdout, POLL_OPTIONS).toContain("Ourcome is up");

      ourcome.kill("SIGUSR2");
      await expect.poll(ourcome.stdout, POLL_OPTIONS).toContain("a fault that nobody waited for");
      await s.openForm("Checklist lifts activation from 32% to 40%");
      await ana.submit(s.betFields);
      await s.expectPosted("Bet #1 · Checklist");
      ourcome.kill("SIGHUP");
      expect(await ourcome.exit).toBe(1);
      expect(ourcome.stdout()).toContain("a fault that nobody expected: the process ends");
      expect(ourcome.stdout()).not.toContain("Ana wrote this");
    }
    proxy.close();
    {
      await using ourcome = await start(s.env);
      await s.openForm("Tour lifts activation from 32% to 40%");
      expect(await ana.submit(s.betFields)).toMatchObject({ errors: {}, view: undefined });
      ourcome.kill("SIGKILL");
      await ourcome.exit;
      expect(s.query("select title from bets where number = 2")).toBe("Tour");
      expect(s.query("select count(*) from deliveries where kind = 'card'")).toBe(2);
      expect(s.query("pragma integrity_check")).toBe("ok");
    }
  },
  TEST_TIMEOUT_MS,
);
