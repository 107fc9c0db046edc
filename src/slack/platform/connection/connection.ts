import { type RequestListener, Server } from "node:http";
import { App, type Logger } from "@slack/bolt";
import type { Workspaces } from "#slack/platform/installation/workspaces.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import { sdkLogger } from "#slack/platform/logging/sdk-logger.ts";
import type { Metrics } from "#slack/platform/metrics.ts";
import { measureAcks } from "#slack/platform/requests/ack-metrics.ts";
import { deferAcks } from "#slack/platform/requests/deferred-acks.ts";
import { httpReceiver } from "#slack/platform/requests/http-receiver.ts";
import { trackRequests } from "#slack/platform/requests/requests-in-flight.ts";
import { sendAcksPromptly } from "#slack/platform/requests/prompt-acks.ts";
import { socketReceiver } from "#slack/platform/requests/socket-receiver.ts";
import { failUnanswered } from "#slack/platform/requests/unanswered-requests.ts";
import type { ConnectionStatus } from "#slack/platform/connection-status.ts";
import { retryUntilReachable, startupError } from "./startup-errors.ts";

/** The settings of the connection between Ourcome and Slack. */
export type SlackSettings = {
  readonly apiUrl: string;
  readonly botToken: string;
} & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

export type Connection = {
  readonly app: App;
  /** Initialises the Bolt app, retrying until Slack answers. */
  readonly connect: () => Promise<void>;
  /** Starts taking Slack's requests. */
  readonly start: (port: number) => Promise<void>;
  readonly status: () => ConnectionStatus;
  /** Resolves when every request from Slack has been answered and handled. */
  readonly idle: () => Promise<void>;
  /** Takes no new requests, finishes those in progress, then closes. */
  readonly stop: () => Promise<void>;
  /** Closes all open HTTP connections at once. */
  readonly closeConnections: () => void;
};

type ConnectionDeps = {
  readonly workspaces: Workspaces;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Temporal.Instant;
  /** Answers HTTP requests that are not Slack's. */
  readonly fallback: RequestListener;
  /** Starts a server for `fallback` while Slack can't be reached at startup. */
  readonly serveFallback: () => Promise<{ readonly close: () => Promise<void> }>;
};

export function slackConnection(settings: SlackSettings, deps: ConnectionDeps): Connection {
  const { workspaces, log, metrics, now, fallback, serveFallback } = deps;
  const { apiUrl } = settings;
  const startedAt = now();
  // The socket receiver itself logs what matters about its connections.
  const quiet: Logger = { ...sdkLogger(log), warn: () => {}, error: () => {} };
  const { appOptions } = workspaces;
  const socket =
    settings.mode === "socket"
      ? socketReceiver({ appToken: settings.appToken, clientOptions: appOptions, logger: quiet, log, now })
      : undefined;
  const receiver = settings.mode === "http" ? httpReceiver(settings.signingSecret, log, fallback) : socket;
  const app = new App({
    token: settings.botToken,
    ...(receiver && { receiver }),
    logger: sdkLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
    clientOptions: workspaces.options(),
  });
  // Otherwise the socket would be reopened again and again, in vain.
  workspaces.installation.onRevoked(() => void socket?.stop());
  sendAcksPromptly(app);
  deferAcks(app);
  measureAcks(app, metrics);
  if (settings.mode === "http") failUnanswered(app);
  const idle = trackRequests(app);
  const open: { connected: boolean; server?: Server; starting?: Promise<void> } = { connected: false };

  async function start(port: number): Promise<void> {
    const server: unknown = await app.start(port).catch((fault: unknown) => {
      throw startupError(fault, { apiUrl, token: "SLACK_APP_TOKEN", port });
    });
    if (server instanceof Server) open.server = server;
  }

  return {
    app,
    idle,
    async connect() {
      await retryUntilReachable(() => app.init(), { apiUrl, token: "SLACK_BOT_TOKEN", log, serveFallback });
      open.connected = true;
    },
    status() {
      if (!socket) return { up: true };
      return open.connected ? socket.status() : { up: false, since: startedAt };
    },
    start: (port) => (open.starting = start(port)),
    async stop() {
      if (socket) {
        // Answers go back over the socket, so it stays open until all are sent.
        socket.stopAccepting();
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
    closeConnections: () => open.server?.closeAllConnections(),
  };
}
