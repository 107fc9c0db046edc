import { createServer } from "node:net";
import { setImmediate as pause } from "node:timers/promises";
import { Registry } from "prom-client";
import { type Ourcome, type Environment, ourcome } from "#src/app.ts";
import { type SandboxSlack, startSandboxSlack } from "./slack/server/server.ts";
import type { SandboxOptions } from "./slack/state/state.ts";
import { keepStateFile, readStateFile } from "./state-file.ts";

/** Ourcome as it is, against a Slack on localhost, with a clock that can be moved. */
export type Sandbox = {
  readonly slack: SandboxSlack;
  readonly app: Ourcome;
  /** Where it takes what Slack sends, if not by Socket Mode; who watches it asks there too. */
  readonly appUrl: string;
  readonly now: () => Temporal.Instant;
  /** Moves the clock at once, as after a night with the lid closed, and lets the app do what is due. */
  readonly jump: (duration: Temporal.DurationLike) => Promise<void>;
  /** Moves the clock by the quarter of an hour, so that what falls due on the way comes at its time. */
  readonly pass: (until: Temporal.Instant) => Promise<void>;
  /** Ourcome stops, the clock moves on, and Ourcome starts again on the same database file. */
  readonly restart: (after: Temporal.DurationLike, meanwhile?: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

type SandboxSetting = Omit<SandboxOptions, "app" | "now" | "restore"> &
  Pick<Environment, "newId" | "log"> & {
    readonly start: Temporal.Instant;
    /** Of the SQLite file; `:memory:` in tests. */
    readonly database: string;
    /** The app is reached by Socket Mode, not over HTTP. */
    readonly socket?: boolean;
    /** Where Slack and the clock are kept: with it and its database, the next run goes on where this one ended. */
    readonly stateFile?: string;
  };

/** What the sandbox signs its requests with. */
export const SIGNING_SECRET = "the-signing-secret-of-the-sandbox";

const APP = {
  botToken: "xoxb-sandbox",
  signingSecret: SIGNING_SECRET,
  botUserId: "U0BOT",
  escapesCommands: false,
};

/** The bot's user id, to put it into channels. */
export const BOT = APP.botUserId;

const NO_GAPS = { channel: new Temporal.Duration(), workspace: new Temporal.Duration() };

/** For a clock that stands still between two moves: no pace to keep, and nothing to wake up for. */
export const AT_ONCE: Pick<Environment, "rateLimits" | "wakeTimer"> = {
  rateLimits: { posts: NO_GAPS, updates: NO_GAPS, lookUps: NO_GAPS },
  wakeTimer: { set() {}, clear() {} },
};

/** The next quarter of an hour by the clock. */
const nextQuarter = (at: Temporal.Instant): Temporal.Instant =>
  at.round({ smallestUnit: "minute", roundingIncrement: 15, roundingMode: "floor" }).add({ minutes: 15 });

export async function startSandbox({
  start,
  database,
  stateFile,
  socket = false,
  newId,
  log,
  ...setting
}: SandboxSetting): Promise<Sandbox> {
  const kept = stateFile === undefined ? undefined : readStateFile(stateFile);
  let at = kept?.at ?? start;
  const now = () => at;
  const restore = kept === undefined ? {} : { restore: kept.slack };
  const { botToken, signingSecret } = APP;
  const appToken = "xapp-sandbox";
  const slack = await startSandboxSlack({
    ...setting,
    ...restore,
    app: socket ? { ...APP, appToken } : APP,
    now,
  });
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}/slack/events`;
  async function begin(): Promise<Ourcome> {
    const begun = await ourcome(
      {
        slack: {
          apiUrl: slack.url,
          botToken,
          ...(socket ? { mode: "socket", appToken } : { mode: "http", signingSecret }),
        },
        database: { kind: "file", path: database },
        secret: new Uint8Array(32).fill(7),
        port,
        settlingSeconds: 120,
      },
      { now, newId, log, registry: new Registry(), ...AT_ONCE },
    );
    await begun.start();
    slack.connect(socket ? undefined : appUrl, begun.idle);
    return begun;
  }
  let app = await begin();

  const file =
    stateFile === undefined
      ? undefined
      : keepStateFile(stateFile, slack, now, (fault) =>
          log.error({ fault: String(fault) }, "the state could not be written"),
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
        // A week is one long chain of promises: without a pause the connections that time out are not seen to.
        await pause();
      }
    },
    async restart(after, meanwhile = async () => {}) {
      await app.stop();
      await meanwhile();
      at = at.toZonedDateTimeISO("UTC").add(after).toInstant();
      app = await begin();
    },
    async close() {
      await app.stop();
      await file?.end();
      await slack.close();
    },
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
