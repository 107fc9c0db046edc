import { type RequestListener, Server } from "node:http";
import { App, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { timeAcks } from "./ack-times.ts";
import { countingFetch } from "./counting-fetch.ts";
import type { Log } from "./deps.ts";
import { guardedReceiver } from "./guarded-receiver.ts";
import { type Link, watchSocket } from "./link.ts";
import type { Meter } from "./meter.ts";
import type { Installation } from "./installation.ts";
import { startFault } from "./start-faults.ts";
import { trackWork } from "./track-work.ts";

/** How Ourcome and Slack reach each other. */
export type SlackSettings = {
  readonly apiUrl: string;
  readonly botToken: string;
} & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

/** Every call is counted, and none is made once the installation is over. */
type Calling = { readonly meter: Meter; readonly installed: Installation };

/**
 * Slack's SDK retries posts that Slack may have taken already, and holds every other call back after a 429. Both off:
 * what is owed is recorded and tried again by us. A fresh object each time, since the SDK writes into it.
 */
const clientOptions = (apiUrl: string, { meter, installed }: Calling): WebClientOptions => ({
  slackApiUrl: apiUrl,
  fetch: installed.guard(countingFetch(meter, apiUrl)),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
});

/** For deliveries and questions: its own client, so that a slow delivery never holds up a form. */
export const slackClient = (
  { apiUrl, botToken }: SlackSettings,
  calling: Calling & { log: Log },
): WebClient =>
  new WebClient(botToken, { ...clientOptions(apiUrl, calling), logger: sdkLogger(calling.log) });

export type Connection = {
  readonly app: App;
  readonly link: () => Link;
  readonly start: (port: number) => Promise<void>;
  /** Resolves when everything that Slack sent is answered and done. */
  readonly idle: () => Promise<void>;
  /** Takes nothing new, and finishes what is under way. */
  readonly stop: () => Promise<void>;
};

type Means = Calling & {
  readonly log: Log;
  readonly now: () => Temporal.Instant;
  /** Answers, over HTTP, whoever is not Slack. */
  readonly others: RequestListener;
};

export async function connectSlack(
  settings: SlackSettings,
  { log, now, meter, installed, others }: Means,
): Promise<Connection> {
  const receiver =
    settings.mode === "http"
      ? guardedReceiver(settings.signingSecret, sdkLogger(log), others)
      : socketReceiver(settings, log, meter);
  const link = "client" in receiver ? watchSocket(receiver.client, now) : (): Link => ({ up: true });
  const app = new App({
    token: settings.botToken,
    receiver,
    logger: sdkLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
    clientOptions: clientOptions(settings.apiUrl, { meter, installed }),
  });
  // A socket would be opened again and again, in vain.
  installed.onEnd(() => {
    if ("client" in receiver) void receiver.client.disconnect().catch(() => {});
  });
  timeAcks(app, meter);
  const idle = trackWork(app);
  const { apiUrl } = settings;
  await app.init().catch((fault: unknown) => {
    throw startFault(fault, { apiUrl, token: "SLACK_BOT_TOKEN" });
  });
  let closeIdle = () => {};
  return {
    app,
    link,
    idle,
    async start(port) {
      const server: unknown = await app.start(port).catch((fault: unknown) => {
        throw startFault(fault, { apiUrl, token: "SLACK_APP_TOKEN", port });
      });
      // Idle keep-alive connections would hold the server open for seconds.
      if (server instanceof Server) closeIdle = () => server.closeIdleConnections();
    },
    async stop() {
      const stopped = app.stop();
      closeIdle();
      await stopped;
      await idle();
    },
  };
}

/** After an outage the next try to connect is never further away than this. */
const LONGEST_PAUSE_MS = 30_000;

const socketReceiver = ({ appToken, apiUrl }: { appToken: string; apiUrl: string }, log: Log, meter: Meter) =>
  new SocketModeReceiver({
    appToken,
    logger: sdkLogger(log),
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        fetch: countingFetch(meter, apiUrl),
        retryConfig: { forever: true, factor: 1.3, maxTimeout: LONGEST_PAUSE_MS },
      },
    },
  });

/** The words of Slack's libraries go to our log; the values that come with them stay out, since they can hold what people wrote. */
function sdkLogger(log: Log): Logger {
  const words = (parts: unknown[]) => parts.find((part) => typeof part === "string") ?? "";
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ from: "slack-sdk" }, words(parts)),
    error: (...parts) => log.error({ from: "slack-sdk" }, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
