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

/** How Ourcome and Slack reach each other. */
export type SlackSettings = {
  readonly apiUrl: string;
  readonly botToken: string;
} & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

export type Connection = {
  readonly app: App;
  /** Asks Slack who we are, until it answers. */
  readonly connect: () => Promise<void>;
  /** Takes what Slack sends, from now on. */
  readonly start: (port: number) => Promise<void>;
  /** Whether Slack's requests can come in; over HTTP that is up to Slack. */
  readonly status: () => ConnectionStatus;
  /** Resolves when everything that Slack sent is answered and done. */
  readonly idle: () => Promise<void>;
  /** Takes nothing new, finishes what is under way, and closes. */
  readonly stop: () => Promise<void>;
  /** Closes whatever is still open, at once. */
  readonly cut: () => void;
};

type ConnectionDeps = {
  readonly workspaces: Workspaces;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Temporal.Instant;
  /** Answers HTTP requests that are not Slack's. */
  readonly others: RequestListener;
  /** Serves `others` while Slack cannot be reached at the start. */
  readonly meanwhile: () => Promise<{ readonly close: () => Promise<void> }>;
};

export function slackConnection(settings: SlackSettings, deps: ConnectionDeps): Connection {
  const { workspaces, log, metrics, now, others, meanwhile } = deps;
  const { apiUrl } = settings;
  const startedAt = now();
  // The receiver itself says what matters about its connections.
  const quiet: Logger = { ...sdkLogger(log), warn: () => {}, error: () => {} };
  const { appOptions } = workspaces;
  const socket =
    settings.mode === "socket"
      ? socketReceiver({ appToken: settings.appToken, clientOptions: appOptions, logger: quiet, log, now })
      : undefined;
  const receiver =
    settings.mode === "http" ? httpReceiver(settings.signingSecret, sdkLogger(log), others) : socket;
  const app = new App({
    token: settings.botToken,
    ...(receiver && { receiver }),
    logger: sdkLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
    clientOptions: workspaces.options(),
  });
  // A socket would be opened again and again, in vain.
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
      await retryUntilReachable(() => app.init(), { apiUrl, token: "SLACK_BOT_TOKEN", log, meanwhile });
      open.connected = true;
    },
    status: () => (open.connected ? (socket?.status() ?? { up: true }) : { up: false, since: startedAt }),
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
