import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Registry } from "prom-client";
import { NO_PACING, freePort, SIGNING_SECRET } from "#sandbox/sandbox.ts";
import { type Ourcome, createApp } from "#src/app.ts";
import { dump } from "#tests/support/dump.ts";
import { signedHeaders } from "#tests/support/recording-proxy.ts";
import { type OpenedForm, quietSlack } from "./quiet-slack.ts";

export const PEOPLE = ["U0ANA", "U0BEN", "U0CAT", "U0DEV"] as const;
const TOKEN = "xoxb-replays";
const START = Temporal.Instant.from("2026-11-02T09:00:00Z");

export type World = {
  readonly app: Ourcome;
  readonly origin: string;
  readonly forms: OpenedForm[];
  readonly logged: readonly string[];
  /** Sends a signed request. Returns the status, and how long the answer took. */
  readonly send: (type: string, body: string | Buffer) => Promise<{ status: number; ms: number }>;
  /** Starts a new request's ids. They contain the request's number, so that replays in between don't shift them. */
  readonly nextRequest: () => void;
  readonly wait: (duration: Temporal.DurationLike) => Promise<void>;
  readonly state: () => string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** The whole app over HTTP, on a database file, with a fake Slack that accepts everything. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-replays-"));
  const path = join(folder, "ourcome.db");
  const slack = await quietSlack(PEOPLE);
  const port = await freePort();
  const logged: string[] = [];
  const log = (facts: object, words: string) => void logged.push(`${words} ${JSON.stringify(facts)}`);
  const count = { request: 0, id: 0 };
  let at = START;
  const settings = { apiUrl: `${slack.origin}/api/`, botToken: TOKEN, signingSecret: SIGNING_SECRET };
  const app = await createApp(
    {
      slack: { mode: "http", ...settings },
      database: { kind: "file", path },
      secret: new Uint8Array(32).fill(7),
      port,
      url: "https://ourcome.example.com",
      settlingSeconds: 120,
    },
    {
      now: () => at,
      newId: () => `id-${count.request}-${(count.id += 1)}`,
      log: { info: () => {}, warn: log, error: log },
      registry: new Registry(),
      ...NO_PACING,
    },
  );
  await app.start();
  return {
    app,
    origin: slack.origin,
    forms: slack.forms,
    logged,
    async send(type, body) {
      const headers = signedHeaders(SIGNING_SECRET, type, body);
      const started = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
        method: "POST",
        headers,
        body: typeof body === "string" ? body : new Uint8Array(body),
        signal: AbortSignal.timeout(30_000),
      });
      await answer.arrayBuffer();
      return { status: answer.status, ms: performance.now() - started };
    },
    nextRequest: () => void Object.assign(count, { request: count.request + 1, id: 0 }),
    async wait(duration) {
      at = at.add(duration);
      await app.tick();
    },
    state: () => dump(path),
    async [Symbol.asyncDispose]() {
      await app.stop();
      await slack[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
