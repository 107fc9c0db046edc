import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { sendEvent } from "./app-requests.ts";
import { permalinkOf } from "./chat.ts";
import { type PersonDriver, drive } from "./driver.ts";
import { type Emulated, startEmulated } from "./emulator.ts";
import { type ChannelMessage, readChannel } from "./history.ts";
import type { RequestEntry, SandboxProblem } from "./record.ts";
import { respond } from "./response-urls.ts";
import type { Answer, JsonObject } from "./shapes.ts";
import { type SandboxOptions, type SandboxState, channelOf, createState } from "./state.ts";
import { answerCall, readBody, tokenIn } from "./web-api.ts";

export interface SandboxSlack {
  /** For SLACK_API_URL. */
  readonly url: string;
  readonly requests: readonly RequestEntry[];
  /** What a real Slack would have refused, waited for in vain, or failed at. */
  readonly problems: readonly SandboxProblem[];
  /** Where the app takes requests; `idle` resolves when it has nothing under way (see `trackWork`). */
  connect(appUrl: string, idle?: () => Promise<void>): void;
  as(user: string): PersonDriver;
  sendEvent(event: JsonObject): Promise<void>;
  archive(channel: string): void;
  readChannel(channel: string): Promise<ChannelMessage[]>;
  permalink(channel: string, ts: string): string | undefined;
  close(): Promise<void>;
}

export async function startSandboxSlack(options: SandboxOptions): Promise<SandboxSlack> {
  const state = createState(options);
  const emulated = await startEmulated(state);
  const server = createServer((request, response) => {
    void handle(state, emulated, request, response).catch((fault: unknown) => {
      state.problems.push({ kind: "failed", where: request.url ?? "", detail: String(fault) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
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
    async sendEvent(event) {
      await sendEvent(state, event);
      await state.idle();
    },
    archive(id) {
      state.channels.set(id, { ...channelOf(state, id), archived: true });
    },
    readChannel: (channel) => readChannel(state, emulated, channel),
    permalink: (channel, ts) => permalinkOf(state, channel, ts),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulated.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The sandbox listens on no port.");
  return address.port;
}

async function handle(
  state: SandboxState,
  emulated: Emulated,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const path = new URL(request.url ?? "/", state.baseUrl).pathname;
  const [, kind, name = ""] = path.split("/");
  const args = await readBody(request);
  const token = tokenIn(request, args);
  delete args["token"];
  const slow = state.options.slow?.[name];
  if (slow) await setTimeout(slow);
  const { status, answer } = await answerFor(state, emulated, kind, name, token, args);
  state.requests.push({
    direction: "to-slack",
    method: kind === "api" ? name : "response_url",
    status,
    ok: answer.ok,
    ms: Math.round(performance.now() - started),
    ...(answer.error === undefined ? {} : { error: answer.error }),
  });
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(answer));
}

async function answerFor(
  state: SandboxState,
  emulated: Emulated,
  kind: string | undefined,
  name: string,
  token: string | undefined,
  args: JsonObject,
): Promise<{ status: number; answer: Answer }> {
  if (kind === "api") return { status: 200, answer: await answerCall(state, emulated, name, token, args) };
  if (kind === "response") return respond(state, emulated, name, args);
  return { status: 404, answer: { ok: false, error: "not_found" } };
}
