import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulated } from "#sandbox/slack/web-api/emulator.ts";
import { takeFault } from "#sandbox/slack/state/fault-injection.ts";
import { record } from "#sandbox/slack/state/request-log.ts";
import { remarksOn } from "./error-remarks.ts";
import { serveFile } from "#sandbox/slack/web-api/files.ts";
import { respond } from "#sandbox/slack/web-api/response-urls.ts";
import { type Answer, type JsonObject, refusal } from "#sandbox/slack/state/shapes.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";
import { answerCall, readBody, tokenIn } from "#sandbox/slack/web-api/web-api.ts";

interface Reply {
  readonly status: number;
  readonly answer: Answer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remarks: readonly string[];
}

const WRITE_METHODS = new Set(["chat.postMessage", "chat.update"]);

/** Answers a request of the app as Slack would, subject to the faults that are on, and logs it. */
export async function handle(
  state: SandboxState,
  emulated: Emulated,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const at = state.options.now();
  const started = performance.now();
  const { pathname } = new URL(request.url ?? "/", state.baseUrl);
  const [, kind, name = ""] = pathname.split("/");
  if (takeFault(state, "down")) {
    record(state, {
      direction: "to-slack",
      method: name,
      at,
      ms: 0,
      status: 0,
      ok: false,
      remarks: ["The connection was cut before anything was done: this fault is on."],
    });
    request.socket.destroy();
    return;
  }
  if (kind === "files") return serveFile(state, name, request, response);
  const slow = takeFault(state, "slow");
  const delayMs = slow?.ms ?? state.options.slow?.[name];
  if (delayMs !== undefined) await sleep(delayMs);
  const args = await readBody(request);
  const token = tokenIn(request, args);
  delete args["token"];
  const reply = await replyTo(state, emulated, { kind, name, token, args });
  const { status, answer } = reply;
  const method = kind === "api" ? name : "response_url";
  state.options.onCall?.({ method, args, answer });
  record(state, {
    direction: "to-slack",
    method,
    at,
    status,
    ok: answer.ok,
    ms: Math.round(performance.now() - started),
    ...(answer.error === undefined ? {} : { error: answer.error }),
    remarks: [...(slow ? [`Held back for ${slow.ms} ms: this fault is on.`] : []), ...reply.remarks],
  });
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...reply.headers });
  response.end(JSON.stringify(answer));
}

type IncomingCall = {
  readonly kind: string | undefined;
  readonly name: string;
  readonly token: string | undefined;
  readonly args: JsonObject;
};

async function replyTo(
  state: SandboxState,
  emulated: Emulated,
  { kind, name, token, args }: IncomingCall,
): Promise<Reply> {
  if (kind === "response") {
    const { status, answer } = await respond(state, emulated, name, args);
    return { status, answer, remarks: remarksOn(answer) };
  }
  if (kind !== "api") return { status: 404, answer: refusal("not_found"), remarks: [] };
  const limited = isLimited(state, name) ? takeFault(state, "rateLimited") : undefined;
  if (limited) return tooManyRequests(limited.retryAfter);
  const refused = takeFault(state, "refused");
  if (refused) {
    const remarks = ["Slack says no to everything: this fault is on."];
    return { status: 200, answer: refusal(refused.error), remarks };
  }
  const answer = await answerCall(state, emulated, name, token, args);
  if (answer.ok && WRITE_METHODS.has(name) && takeFault(state, "failsAfterCommit")) {
    const remarks = ["Done, and answered with a 500 all the same: this fault is on."];
    return { status: 500, answer: refusal("internal_error"), remarks };
  }
  return { status: 200, answer, remarks: remarksOn(answer) };
}

function isLimited({ faults }: SandboxState, name: string): boolean {
  const { rateLimited } = faults;
  return rateLimited !== undefined && (rateLimited.method ?? name) === name;
}

const tooManyRequests = (seconds: number): Reply => ({
  status: 429,
  answer: refusal("ratelimited"),
  headers: { "retry-after": String(seconds) },
  remarks: [`Too many requests, again in ${seconds} s: this fault is on.`],
});
