import { type App, type Logger, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";
import { callFailure, isTransient } from "#slack/platform/web-api/call-failure.ts";
import type { Log } from "#slack/platform/logging/log.ts";
import { validateFrames } from "./socket-frames.ts";
import type { ConnectionStatus } from "#slack/platform/connection-status.ts";

export type SocketReceiver = Receiver & {
  readonly status: () => ConnectionStatus;
  /** Takes nothing new. What was taken can still be answered. */
  readonly takeNoMore: () => void;
};

type Line = { readonly client: SocketModeReceiver["client"]; readonly lost: Promise<void> };

/** Connecting takes Slack a second; a socket that is open and says nothing is of no use. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A connection that lasted for as long was a good one: the next pause is short again. */
const GOOD_MS = 10_000;
const CLOSING_MS = 500;

/**
 * Keeps one connection by Socket Mode, each with a client of its own. The SDK's own way of coming back is switched off: it
 * waits for five seconds at every refresh, and gives up for good, by a rejection that nobody handles, at an answer that it
 * takes for final (@slack/socket-mode 3.1.0).
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
  const over = Promise.withResolvers<void>();
  const run: {
    app?: App;
    /** The newest, also before it is connected. */
    client?: Line["client"];
    status: ConnectionStatus;
    taking: boolean;
    over: boolean;
  } = {
    status: { up: false, since: now() },
    taking: true,
    over: false,
  };

  async function connect(): Promise<Line> {
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
    validateFrames(client, { log, isTaking: () => run.taking, onRefresh: lose });
    if (run.app) receiver.init(run.app);
    const timeout = setTimeout(() => void client.disconnect(), PATIENCE_MS);
    try {
      await client.start();
    } finally {
      clearTimeout(timeout);
    }
    return { client, lost };
  }

  /** Connects again whenever the connection is lost, with longer pauses while that fails. */
  async function keep(first: Line | undefined): Promise<void> {
    let line = first;
    let failures = first ? 0 : 1;
    while (!run.over) {
      if (line) {
        const began = performance.now();
        await line.lost;
        run.status = { up: false, since: now() };
        if (run.over) return;
        failures = performance.now() - began < GOOD_MS ? failures + 1 : 0;
        log.info({}, "Slack's connection ended, and is made again");
      }
      await Promise.race([sleep(pauseAfter(failures)), over.promise]);
      if (run.over) return;
      line = await tryOnce(() => false);
      if (!line) failures += 1;
    }
  }

  /** Nothing when it failed, and may work later. */
  async function tryOnce(isFinal: (fault: unknown) => boolean): Promise<Line | undefined> {
    try {
      const line = await connect();
      if (run.over) void line.client.disconnect();
      run.status = { up: true };
      return line;
    } catch (fault) {
      if (isFinal(fault)) throw fault;
      if (run.over) return undefined;
      // A connection that was closed before it was ready has no reason.
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
    takeNoMore() {
      run.taking = false;
    },
    async start() {
      void keep(await tryOnce((fault) => !isTransient(fault)));
    },
    async stop() {
      run.over = true;
      run.taking = false;
      over.resolve();
      // A peer that does not answer is not waited for.
      if (run.client) await Promise.race([run.client.disconnect(), sleep(CLOSING_MS)]);
    },
  };
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** None after a connection that was good; then twice as long each time. */
const pauseAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
