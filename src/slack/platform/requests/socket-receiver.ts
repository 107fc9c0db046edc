import { type App, type Logger, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import { callFailure, isTransient } from "#slack/platform/web-api/call-failure.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import { validateFrames } from "./socket-frames.ts";
import type { ConnectionStatus } from "#slack/platform/connection-status.ts";

export type SocketReceiver = Receiver & {
  readonly status: () => ConnectionStatus;
  /** Accepts no new requests. Those already accepted can still be answered. */
  readonly stopAccepting: () => void;
};

type OpenSocket = { readonly client: SocketModeReceiver["client"]; readonly lost: Promise<void> };

/** Connecting to Slack takes a second. A socket that is open but silent is of no use. */
const CONNECT_TIMEOUT_MS = 20_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;
/** A connection that lasted this long resets the backoff. */
const STABLE_MS = 10_000;
const CLOSE_TIMEOUT_MS = 500;

/**
 * Keeps one Socket Mode connection open, with a new client for each connection. The SDK's own reconnecting is switched
 * off: it waits five seconds at every refresh, and on an answer that it considers final it gives up for good, with an
 * unhandled rejection (@slack/socket-mode 3.1.0).
 */
export function socketReceiver({
  appToken,
  clientOptions,
  logger,
  log,
  now,
}: {
  appToken: string;
  clientOptions: () => WebClientOptions;
  logger: Logger;
  log: Log;
  now: () => Temporal.Instant;
}): SocketReceiver {
  const stopped = Promise.withResolvers<void>();
  const run: {
    app?: App;
    /** The latest one, even before it is connected. */
    client?: OpenSocket["client"];
    status: ConnectionStatus;
    isAccepting: boolean;
    isStopped: boolean;
  } = {
    status: { up: false, since: now() },
    isAccepting: true,
    isStopped: false,
  };

  async function connect(): Promise<OpenSocket> {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions() },
    });
    const { client } = receiver;
    run.client = client;
    const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
    client.on("disconnected", lose);
    validateFrames(client, { log, isAccepting: () => run.isAccepting, onRefresh: lose });
    if (run.app) receiver.init(run.app);
    const timeout = setTimeout(() => void client.disconnect(), CONNECT_TIMEOUT_MS);
    try {
      await client.start();
    } finally {
      clearTimeout(timeout);
    }
    return { client, lost };
  }

  /** Connects again whenever the connection is lost, with longer pauses while that fails. */
  async function keepConnected(first: OpenSocket | undefined): Promise<void> {
    let socket = first;
    let failures = first ? 0 : 1;
    while (!run.isStopped) {
      if (socket) {
        const openedAt = performance.now();
        await socket.lost;
        run.status = { up: false, since: now() };
        if (run.isStopped) return;
        failures = performance.now() - openedAt < STABLE_MS ? failures + 1 : 0;
        log.info({}, "the socket to Slack was closed, and is opened again");
      }
      await Promise.race([sleep(pauseAfter(failures)), stopped.promise]);
      if (run.isStopped) return;
      socket = await tryToConnect(() => false);
      if (!socket) failures += 1;
    }
  }

  /** Undefined if it failed but may work later. */
  async function tryToConnect(isFinal: (fault: unknown) => boolean): Promise<OpenSocket | undefined> {
    try {
      const socket = await connect();
      if (run.isStopped) void socket.client.disconnect();
      run.status = { up: true };
      return socket;
    } catch (fault) {
      if (isFinal(fault)) throw fault;
      if (run.isStopped) return undefined;
      // A connection that was closed before it was ready rejects without a reason.
      const reason = fault === undefined ? "closed" : callFailure(fault).reason;
      log.warn({ reason }, "Slack cannot be reached by Socket Mode, and is tried again");
      return undefined;
    }
  }

  return {
    init(app) {
      run.app = app;
    },
    status: () => run.status,
    stopAccepting() {
      run.isAccepting = false;
    },
    async start() {
      void keepConnected(await tryToConnect((fault) => !isTransient(fault)));
    },
    async stop() {
      run.isStopped = true;
      run.isAccepting = false;
      stopped.resolve();
      // Doesn't wait long for a peer that doesn't answer.
      if (run.client) await Promise.race([run.client.disconnect(), sleep(CLOSE_TIMEOUT_MS)]);
    },
  };
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** No pause after a stable connection, then twice as long each time. */
const pauseAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), MAX_PAUSE_MS);
