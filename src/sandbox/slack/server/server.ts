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
import { type VisibleWorkspace, visibleTo } from "#sandbox/slack/people/visible-to.ts";
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
  /** The value for SLACK_API_URL. */
  readonly url: string;
  /** The last 500 requests in either direction, in order. */
  readonly requests: readonly RequestEntry[];
  /** What a real Slack would have refused, timed out on, or failed at. */
  readonly problems: readonly SandboxProblem[];
  /** Sets the app's URL (none in Socket Mode); `idle` resolves once the app has handled all its requests. */
  connect(appUrl: string | undefined, idle?: () => Promise<void>): void;
  as(user: string): PersonDriver;
  /** What a person may see: themselves, and the channels they are in. */
  seen(user: string): VisibleWorkspace;
  /** Calls the listener after every visible change; returns how to stop it. */
  onChange(listener: () => void): () => void;
  /** The faults that are on. Set them in place, or replace them all with `setFaults`, which validates. */
  readonly faults: Faults;
  setFaults(faults: unknown): void;
  /** Number of sockets the app has open; always 0 over HTTP. */
  connections(): number;
  /** Socket Mode: asks the app to reconnect. */
  refreshSockets(): void;
  cutSockets(): void;
  /** Socket Mode: sends a raw frame, such as one that Slack would never send. */
  sendFrame(text: string): void;
  sendEvent(event: JsonObject): Promise<void>;
  archive(channel: string): void;
  /** Changes or deletes a channel. Does not send Slack's event about it: use `sendEvent`. */
  change(channel: string, changes: Partial<Omit<Channel, "id">> | "deleted"): void;
  readChannel(channel: string, latest?: number): Promise<ChannelMessage[]>;
  permalink(channel: string, ts: string): string | undefined;
  /** The workspace as JSON, for the option `restore`; without open modals, the log and faults. */
  snapshot(): Promise<JsonObject>;
  close(): Promise<void>;
}

export async function startSandboxSlack(options: SandboxOptions): Promise<SandboxSlack> {
  const restored = options.restore === undefined ? undefined : readSaved(options.restore);
  const state = createState(options, restored);
  const emulated = await startEmulated(state);
  if (restored) await restoreOrClose(state, emulated, restored);
  const server = createServer((request, response) => {
    void handle(state, emulated, request, response).catch((error: unknown) => {
      state.problems.push({ kind: "failed", where: request.url ?? "", detail: String(error) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // With the default of 5 s, a connection may close on a busy machine just as the app reuses it.
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
    seen: (user) => visibleTo(state, user),
    onChange(listener) {
      state.listeners.add(listener);
      return () => void state.listeners.delete(listener);
    },
    faults: state.faults,
    setFaults: (faults) => setFaults(state, faults),
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
    // The manifest turns the Messages tab off, so nobody can write to the app directly.
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
  } catch (error) {
    await emulated.close();
    throw error;
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The sandbox's server has no port.");
  return address.port;
}
