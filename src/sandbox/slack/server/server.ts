import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sendEvent } from "#sandbox/slack/app/app-requests.ts";
import { permalinkOf } from "#sandbox/slack/web-api/chat.ts";
import { type PersonDriver, drive } from "#sandbox/slack/people/driver.ts";
import { type Emulated, startEmulated } from "#sandbox/slack/web-api/emulator.ts";
import { setFaults } from "#sandbox/slack/state/fault-injection.ts";
import type { Faults } from "#sandbox/slack/state/faults.ts";
import { handle } from "./request-router.ts";
import { type ChannelMessage, readChannel } from "#sandbox/slack/web-api/history.ts";
import type { RequestEntry, SandboxProblem } from "#sandbox/slack/state/request-entry.ts";
import { restoreInto } from "./restore.ts";
import { type Saved, readSaved } from "#sandbox/slack/state/saved-state.ts";
import { type Seen, seenBy } from "#sandbox/slack/people/visible-to.ts";
import type { JsonObject } from "#sandbox/slack/state/shapes.ts";
import { socketMode } from "#sandbox/slack/app/socket-mode.ts";
import { takeSnapshot } from "./snapshot.ts";
import {
  type Channel,
  type SandboxOptions,
  type SandboxState,
  channelOf,
  createState,
} from "#sandbox/slack/state/state.ts";

export interface SandboxSlack {
  /** For SLACK_API_URL. */
  readonly url: string;
  /** Both ways, in order; the last 500. */
  readonly requests: readonly RequestEntry[];
  /** What a real Slack would have refused, waited for in vain, or failed at. */
  readonly problems: readonly SandboxProblem[];
  /** Where the app takes requests, if not by Socket Mode; `idle` resolves when it has nothing under way (see `trackWork`). */
  connect(appUrl: string | undefined, idle?: () => Promise<void>): void;
  as(user: string): PersonDriver;
  /** What one person may see: who they are, and the channels that they are in. */
  seen(user: string): Seen;
  /** Hears of every change that somebody may see; hands back how to stop it. */
  onChange(listener: () => void): () => void;
  /** What goes wrong; to be set in place, or all anew by `setFaults`, which checks what it is given. */
  readonly faults: Faults;
  setFaults(given: unknown): void;
  /** How many sockets the app has open; always 0 over HTTP. */
  connections(): number;
  /** Socket Mode: asks the app to come back on a new connection. */
  refreshSockets(): void;
  cutSockets(): void;
  /** Socket Mode: sends what Slack never should, as it is. */
  sendFrame(text: string): void;
  sendEvent(event: JsonObject): Promise<void>;
  archive(channel: string): void;
  /** A channel is archived no more, shared, renamed ..., or gone. Slack's event about it is sent apart. */
  change(channel: string, changes: Partial<Omit<Channel, "id">> | "deleted"): void;
  readChannel(channel: string, latest?: number): Promise<ChannelMessage[]>;
  permalink(channel: string, ts: string): string | undefined;
  /** The workspace as JSON, for `restore` of the options. Open forms, the log and faults are not in it. */
  snapshot(): Promise<JsonObject>;
  close(): Promise<void>;
}

export async function startSandboxSlack(options: SandboxOptions): Promise<SandboxSlack> {
  const restored = options.restore === undefined ? undefined : readSaved(options.restore);
  const state = createState(options, restored);
  const emulated = await startEmulated(state);
  if (restored) await restoreOrClose(state, emulated, restored);
  const server = createServer((request, response) => {
    void handle(state, emulated, request, response).catch((fault: unknown) => {
      state.problems.push({ kind: "failed", where: request.url ?? "", detail: String(fault) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // On a busy machine, a connection would be closed just when the app uses it again.
  server.keepAliveTimeout = 10 * 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  if (state.app.socketToken !== undefined) state.socketMode = socketMode(state, server);
  state.baseUrl = `http://127.0.0.1:${portOf(server.address())}`;

  return {
    url: `${state.baseUrl}/api/`,
    requests: state.requests,
    problems: state.problems,
    connect(appUrl, idle = async () => {}) {
      state.appUrl = appUrl;
      state.idle = idle;
    },
    as: (user) => drive(state, emulated, user),
    seen: (user) => seenBy(state, user),
    onChange(listener) {
      state.listeners.add(listener);
      return () => void state.listeners.delete(listener);
    },
    faults: state.faults,
    setFaults: (given) => setFaults(state, given),
    connections: () => state.socketMode?.connections() ?? 0,
    refreshSockets: () => state.socketMode?.refresh(),
    cutSockets: () => state.socketMode?.cut(),
    sendFrame: (text) => state.socketMode?.sendFrame(text),
    async sendEvent(event) {
      await sendEvent(state, event);
      await state.idle();
    },
    archive(id) {
      state.channels.set(id, { ...channelOf(state, id), archived: true });
      state.changed();
    },
    change(id, changes) {
      if (changes === "deleted") state.channels.delete(id);
      else state.channels.set(id, { ...channelOf(state, id), ...changes });
      state.changed();
    },
    // Nobody can write into a direct message with the app: the manifest leaves the Messages tab off.
    readChannel: async (id, latest) =>
      channelOf(state, id).direct ? [] : readChannel(state, emulated, id, latest),
    permalink: (channel, ts) => permalinkOf(state, channel, ts),
    snapshot: () => takeSnapshot(state, emulated),
    async close() {
      state.socketMode?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulated.close();
    },
  };
}

async function restoreOrClose(state: SandboxState, emulated: Emulated, restored: Saved): Promise<void> {
  try {
    await restoreInto(state, emulated, restored);
  } catch (fault) {
    await emulated.close();
    throw fault;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The sandbox listens on no port.");
  return address.port;
}
