import { type RequestListener, Server } from "node:http";
import { App, type Logger } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { timeAcks } from "#slack/platform/requests/ack-metrics.ts";
import type { Calls } from "#slack/platform/web-api/cancellable-fetch.ts";
import { countingFetch } from "#slack/platform/web-api/metered-fetch.ts";
import type { Log } from "#slack/surfaces/deps.ts";
import { guardedReceiver } from "#slack/platform/requests/http-receiver.ts";
import { holdAcks } from "#slack/platform/requests/deferred-acks.ts";
import type { Installation } from "#slack/platform/installation/installation.ts";
import type { Link } from "./connection-status.ts";
import type { Meter } from "#slack/platform/metrics.ts";
import { sdkLogger } from "#slack/platform/logging/sdk-logger.ts";
import { socketReceiver } from "#slack/platform/requests/socket-receiver.ts";
import { startFault, whenReachable } from "./startup-errors.ts";
import { trackWork } from "#slack/platform/requests/requests-in-flight.ts";
import { failUnanswered } from "#slack/platform/requests/unanswered-requests.ts";

/** How Ourcome and Slack reach each other. */
export type SlackSettings = {
  readonly apiUrl: string;
  readonly botToken: string;
} & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

/** Every call is counted and can be given up on, and none is made once the installation is over. */
type Wire = {
  readonly log: Log;
  readonly meter: Meter;
  readonly calls: Calls;
  readonly installed: Installation;
};

/**
 * Slack's SDK retries posts that Slack may have taken already, and holds every other call back after a 429. Both off:
 * what is owed is recorded and tried again by us. A fresh object each time, since the SDK writes into it.
 */
const clientOptions = (apiUrl: string, { calls, installed, meter }: Wire): WebClientOptions => ({
  ...socketOptions(apiUrl, { calls, meter }),
  fetch: installed.guard(countingFetch(meter, apiUrl, calls.fetch)),
});

/** A socket is opened with the app's own token, which says nothing of the installation. */
const socketOptions = (
  apiUrl: string,
  { calls, meter }: Pick<Wire, "calls" | "meter">,
): WebClientOptions => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  fetch: countingFetch(meter, apiUrl, calls.fetch),
});

/** For deliveries and questions: its own client, so that a slow delivery never holds up a form. */
export const slackClient = ({ apiUrl, botToken }: SlackSettings, wire: Wire): WebClient =>
  new WebClient(botToken, { ...clientOptions(apiUrl, wire), logger: sdkLogger(wire.log) });

export type Connection = {
  readonly app: App;
  readonly start: (port: number) => Promise<void>;
  /** Whether what Slack sends can come in; over HTTP that is Slack's own affair. */
  readonly link: () => Link;
  /** Resolves when everything that Slack sent is answered and done. */
  readonly idle: () => Promise<void>;
  /** Takes nothing new, finishes what is under way, and closes. */
  readonly stop: () => Promise<void>;
  /** Closes at once whatever is still open. */
  readonly cut: () => void;
};

type Means = Wire & {
  readonly now: () => Temporal.Instant;
  /** Answers, over HTTP, whoever is not Slack. */
  readonly others: RequestListener;
  /** Stands in for the server that Slack's requests come to, until Slack has been reached. */
  readonly meanwhile: () => Promise<{ readonly close: () => Promise<void> }>;
};

export async function connectSlack(settings: SlackSettings, means: Means): Promise<Connection> {
  const { log, now, meter, installed, others, meanwhile } = means;
  const { apiUrl } = settings;
  const options = () => socketOptions(apiUrl, means);
  // Of its connections the receiver says itself what matters.
  const quiet: Logger = { ...sdkLogger(log), warn: () => {}, error: () => {} };
  const socket =
    settings.mode === "socket"
      ? socketReceiver({ appToken: settings.appToken, clientOptions: options, logger: quiet, log, now })
      : undefined;
  const receiver =
    settings.mode === "http" ? guardedReceiver(settings.signingSecret, sdkLogger(log), others) : socket;
  const app = new App({
    token: settings.botToken,
    ...(receiver && { receiver }),
    logger: sdkLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
    clientOptions: clientOptions(apiUrl, means),
  });
  // A socket would be opened again and again, in vain.
  installed.onEnd(() => void socket?.stop());
  holdAcks(app);
  timeAcks(app, meter);
  if (settings.mode === "http") failUnanswered(app);
  const idle = trackWork(app);
  await whenReachable(() => app.init(), { apiUrl, token: "SLACK_BOT_TOKEN", log, meanwhile });
  const open: { server?: Server; starting?: Promise<void> } = {};
  async function start(port: number): Promise<void> {
    const server: unknown = await app.start(port).catch((fault: unknown) => {
      throw startFault(fault, { apiUrl, token: "SLACK_APP_TOKEN", port });
    });
    if (server instanceof Server) open.server = server;
  }
  return {
    app,
    idle,
    link: () => socket?.link() ?? { up: true },
    start: (port) => (open.starting = start(port)),
    async stop() {
      if (socket) {
        // The answers go the same way as the requests came.
        socket.takeNoMore();
        await idle();
        return void (await app.stop());
      }
      await Promise.allSettled([open.starting]);
      if (!open.server) return;
      const stopped = app.stop();
      // Idle keep-alive connections would hold the server open for seconds.
      open.server.closeIdleConnections();
      await stopped;
      await idle();
    },
    cut: () => open.server?.closeAllConnections(),
  };
}
