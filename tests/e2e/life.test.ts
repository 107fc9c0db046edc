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
const SIGNING = "a-signing-secret-of-the-tests";
/** Other tests keep the machine busy. */
const PATIENT = { timeout: 40_000, interval: 50 };
const LONGEST_MS = 90_000;
const FOREVER_MS = 120_000;

/** What no test can do to a process from outside: signals make it fail in the two ways that nobody caught. */
const FAULTY = `--import=data:text/javascript,${encodeURIComponent(
  `process.on("SIGUSR2", () => void Promise.reject(new Error("Ana wrote this")));
   process.on("SIGHUP", () => { throw new Error("Ana wrote this"); });`,
)}`;

async function setting(mode: "http" | "socket", expect: ExpectStatic) {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-life-"));
  const path = join(folder, "ourcome.db");
  const slow: Record<string, number> = {};
  const appToken = "xapp-tests";
  const slack = await startSandboxSlack({
    people: [{ id: "U0ANA", name: "ana", realName: "Ana Sol", timeZone: "Europe/Berlin" }],
    channels: [{ id: "C0GROWTH", name: "growth", members: ["U0ANA", BOT] }],
    app: {
      botToken: "xoxb-tests",
      signingSecret: SIGNING,
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
    ...(mode === "socket" ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: SIGNING }),
    OURCOME_SECRET: Buffer.alloc(32, 7).toString("base64"),
    OURCOME_SETTLING_SECONDS: "1",
    DATABASE_URL: `file:${path}`,
    PORT: String(port),
    NODE_OPTIONS: FAULTY,
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
    /** What the database says, also while the process has it. */
    ask(sql: string): unknown {
      const file = new Database(path, { readonly: true });
      try {
        return file.prepare(sql).pluck().get();
      } finally {
        file.close();
      }
    },
    seen: (words: string) =>
      expect.poll(async () => (await texts()).filter((text) => text.includes(words)).length, PATIENT).toBe(1),
    async openForm(sentence: string) {
      await ana.command("C0GROWTH", "/bet", sentence);
      await expect.poll(() => ana.views().length, PATIENT).toBe(1);
      if (ana.view().content.callback_id === "place_bet") return;
      // The form is open at once; what Slack says of the channel is filled in after, and only then it can be sent.
      await expect.poll(() => ana.view().content.submit?.text, PATIENT).toBeDefined();
      await ana.submit();
      await expect.poll(() => ana.view().content.title?.text, PATIENT).toBe("Place a bet");
    },
    placing: { chosen: "we-chose" },
    async [Symbol.asyncDispose]() {
      await slack.close();
      rmSync(folder, { recursive: true });
    },
  };
}

test.concurrent(
  "a process that is told to end while Slack never answers",
  async ({ expect }) => {
    await using s = await setting("socket", expect);
    const { ana, slack, slow } = s;
    {
      await using ourcome = await start(s.env);
      await s.openForm("Checklist lifts activation from 32% to 40%");
      await ana.submit(s.placing);
      await s.seen("Bet #1 · Checklist");

      // It lives through frames that end others, and through a connection that is cut.
      for (const frame of ["null", JSON.stringify({ envelope_id: "e", type: "events_api" })])
        slack.sendFrame(frame);
      slack.cutSockets();
      await expect.poll(() => slack.connections(), PATIENT).toBe(0);
      await expect.poll(() => slack.connections(), PATIENT).toBe(1);

      // One request waits for a post, another one for its form.
      slow["chat.postMessage"] = slow["views.open"] = FOREVER_MS;
      await ana.command("C0GROWTH", "/bet", "reading 1 34.5% from the dashboard");
      await ana.command("C0GROWTH", "/bet", "Tour lifts activation from 32% to 40%");
      await expect
        .poll(() => s.ask("select count(*) from deliveries where state = 'sending'"), PATIENT)
        .toBe(1);
      ourcome.kill("SIGTERM");
      // It would be 1 if it had taken nine seconds.
      expect(await ourcome.exit).toBe(0);
      expect(slack.connections()).toBe(0);
      expect(s.ask("select state from deliveries where kind = 'reading'")).toBe("unknown");
      expect(ourcome.stderr()).toBe("");
    }
    slow["chat.postMessage"] = slow["views.open"] = 0;
    {
      await using ourcome = await start(s.env);
      await s.seen("from the dashboard");
      // A second signal waits for nothing.
      slow["chat.postMessage"] = FOREVER_MS;
      await ana.command("C0GROWTH", "/bet", "reading 1 36% again");
      await expect
        .poll(() => s.ask("select count(*) from deliveries where state = 'sending'"), PATIENT)
        .toBe(1);
      ourcome.kill("SIGTERM");
      await expect.poll(ourcome.stdout, PATIENT).toContain("finishing what is under way");
      ourcome.kill("SIGTERM");
      expect(await ourcome.exit).toBe(143);
      expect(s.ask("select value from readings order by rowid desc limit 1")).toBe(36);
    }
  },
  LONGEST_MS,
);

test.concurrent(
  "a process that starts without Slack, meets what nobody caught, and is killed",
  async ({ expect }) => {
    await using s = await setting("http", expect);
    const { ana, slack } = s;
    const port = await freePort();
    const elsewhere = `http://127.0.0.1:${port}/api/`;
    const gate = createServer((socket) => {
      const there = connect(Number(new URL(slack.url).port), "127.0.0.1");
      for (const end of [socket, there]) end.on("error", () => {});
      socket.pipe(there).pipe(socket);
    });
    {
      await using ourcome = run({ ...s.env, SLACK_API_URL: elsewhere });
      const said = `Slack at ${elsewhere} does not answer (ECONNREFUSED). Check the network and SLACK_API_URL. It is tried again.`;
      await expect.poll(ourcome.stdout, PATIENT).toContain(said);
      // Who watches finds it alive, and reads what it waits for.
      const watched = async (path: string) => {
        const answer = await fetch(`http://127.0.0.1:${s.env.PORT}${path}`);
        return [answer.status, await answer.text()];
      };
      expect(await watched("/healthz")).toEqual([200, "ok\n"]);
      expect(await watched("/readyz")).toEqual([
        503,
        expect.stringContaining("Slack does not answer (ECONNREFUSED)"),
      ]);
      gate.listen(port, "127.0.0.1");
      await expect.poll(ourcome.stdout, PATIENT).toContain("Ourcome is up");

      ourcome.kill("SIGUSR2");
      await expect.poll(ourcome.stdout, PATIENT).toContain("a fault that nobody waited for");
      await s.openForm("Checklist lifts activation from 32% to 40%");
      await ana.submit(s.placing);
      await s.seen("Bet #1 · Checklist");
      ourcome.kill("SIGHUP");
      expect(await ourcome.exit).toBe(1);
      expect(ourcome.stdout()).toContain("a fault that nobody expected: the process ends");
      expect(ourcome.stdout()).not.toContain("Ana wrote this");
    }
    gate.close();
    {
      await using ourcome = await start(s.env);
      await s.openForm("Tour lifts activation from 32% to 40%");
      expect(await ana.submit(s.placing)).toMatchObject({ errors: {}, view: undefined });
      ourcome.kill("SIGKILL");
      await ourcome.exit;
      expect(s.ask("select title from bets where number = 2")).toBe("Tour");
      expect(s.ask("select count(*) from deliveries where kind = 'card'")).toBe(2);
      expect(s.ask("pragma integrity_check")).toBe("ok");
    }
  },
  LONGEST_MS,
);
