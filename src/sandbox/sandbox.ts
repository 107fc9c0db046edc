import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { setImmediate as pause } from "node:timers/promises";
import { Registry } from "prom-client";
import { type Ourcome, type Environment, createApp } from "#src/app.ts";
import { type SandboxSlack, startSandboxSlack } from "./slack/server/server.ts";
import type { SandboxOptions } from "./slack/state/state.ts";
import { keepStateFile, readStateFile } from "./state-file.ts";

/** Ourcome, run against a Slack on localhost with a clock that can be moved. */
export type Sandbox = {
  readonly slack: SandboxSlack;
  readonly app: Ourcome;
  /** Where Ourcome receives requests (unless in Socket Mode), health checks and metrics requests. */
  readonly appUrl: string;
  readonly now: () => Temporal.Instant;
  /** Moves the clock in one step, like a laptop waking from sleep, and runs what is due. */
  readonly jump: (duration: Temporal.DurationLike) => Promise<void>;
  /** Moves the clock in steps of a quarter of an hour, so that everything runs at its time. */
  readonly pass: (until: Temporal.Instant) => Promise<void>;
  /** Stops Ourcome, moves the clock, and starts Ourcome again on the same database. */
  readonly restart: (after: Temporal.DurationLike, meanwhile?: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

type SandboxConfig = Omit<SandboxOptions, "app" | "now" | "restore"> &
  Pick<Environment, "newId" | "log" | "sources"> & {
    readonly start: Temporal.Instant;
    /** Path of the SQLite file; `:memory:` in tests. */
    readonly database: string;
    /** Use Socket Mode instead of HTTP. */
    readonly socket?: boolean;
    /** The server's public address. */
    readonly url?: string;
    /** How many requests of the API a token may send in a minute: any number, if left out. */
    readonly requestsPerMinute?: number;
    /** File for the state of Slack and the clock. With it and the database, the next run resumes this one. */
    readonly stateFile?: string;
  };

/** The secret with which the sandbox signs its requests. */
export const SIGNING_SECRET = "the-signing-secret-of-the-sandbox";

const APP = {
  botToken: "xoxb-sandbox",
  signingSecret: SIGNING_SECRET,
  botUserId: "U0BOT",
  escapesCommands: false,
};

/** The bot's user id, to list it as a channel member. */
export const BOT = APP.botUserId;

const NO_GAPS = { channel: new Temporal.Duration(), workspace: new Temporal.Duration() };

/** For a clock that only moves on demand: no rate limits and no wake timer. */
export const NO_PACING: Pick<Environment, "rateLimits" | "wakeTimer" | "requestsPerMinute"> = {
  rateLimits: { posts: NO_GAPS, updates: NO_GAPS, lookUps: NO_GAPS },
  wakeTimer: { set() {}, clear() {} },
  requestsPerMinute: Infinity,
};

/** The next full quarter of an hour. */
const nextQuarter = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: "minute", roundingIncrement: 15, roundingMode: "floor" }).add({ minutes: 15 });

export async function startSandbox({
  start,
  database,
  stateFile,
  socket = false,
  url,
  requestsPerMinute,
  newId,
  log,
  sources,
  ...slackOptions
}: SandboxConfig): Promise<Sandbox> {
  const saved = stateFile === undefined ? undefined : readStateFile(stateFile);
  let at = saved?.at ?? start;
  const now = () => at;
  const restore = saved === undefined ? {} : { restore: saved.slack };
  const { botToken, signingSecret } = APP;
  const appToken = "xapp-sandbox";
  const slack = await startSandboxSlack({
    ...slackOptions,
    ...restore,
    app: socket ? { ...APP, appToken } : APP,
    now,
  });
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}/slack/events`;
  async function startApp(): Promise<Ourcome> {
    const started = await createApp(
      {
        slack: {
          apiUrl: slack.url,
          botToken,
          ...(socket ? { mode: "socket", appToken } : { mode: "http", signingSecret }),
        },
        database: { kind: "file", path: database },
        secret: new Uint8Array(32).fill(7),
        port,
        ...(url !== undefined && { url }),
        settlingSeconds: 120,
      },
      {
        now,
        newId,
        log,
        registry: new Registry(),
        ...NO_PACING,
        ...(sources && { sources }),
        ...(requestsPerMinute !== undefined && { requestsPerMinute }),
      },
    );
    await started.start();
    slack.connect(socket ? undefined : appUrl, started.idle);
    return started;
  }
  let app = await startApp();

  const file =
    stateFile === undefined
      ? undefined
      : keepStateFile(stateFile, slack, now, (error) =>
          log.error({ fault: String(error) }, "the sandbox's state file could not be written"),
        );

  return {
    slack,
    get app() {
      return app;
    },
    appUrl,
    now,
    async jump(duration) {
      at = at.toZonedDateTimeISO("UTC").add(duration).toInstant();
      file?.touch();
      await app.tick();
    },
    async pass(until) {
      while (Temporal.Instant.compare(at, until) < 0) {
        const next = nextQuarter(at);
        at = Temporal.Instant.compare(next, until) < 0 ? next : until;
        file?.touch();
        await app.tick();
        // A week is one long chain of promises; without a pause, connection timeouts are not handled.
        await pause();
      }
    },
    async restart(after, meanwhile = async () => {}) {
      await app.stop();
      await meanwhile();
      at = at.toZonedDateTimeISO("UTC").add(after).toInstant();
      app = await startApp();
    },
    async close() {
      await app.stop();
      await file?.end();
      await slack.close();
    },
  };
}

/** Below the range from which systems give ports to connections, so that none takes a port before it is listened on. */
const [FIRST_PORT, LAST_PORT] = [10_000, 32_000];

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST_PORT, LAST_PORT);
  return (await isFree(port)) ? port : freePort();
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
