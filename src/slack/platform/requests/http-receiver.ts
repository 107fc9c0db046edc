import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  HTTPReceiver,
  type HTTPReceiverOptions,
} from "@slack/bolt";
import type { Log } from "#slack/platform/logging/log.ts";
import { sdkLogger } from "#slack/platform/logging/sdk-logger.ts";
import { UnansweredRequest, UnreadableRequest } from "./unanswered-requests.ts";
import { isValidPayload } from "./payload-validation.ts";

/** Bytes. Slack's requests are far smaller. */
const BODY_LIMIT = 1024 * 1024;

/** How far a request's timestamp may be ahead of this server's clock. Bolt limits only how old it may be. */
const MAX_AHEAD_S = 5 * 60;

const PATH = "/slack/events";

/**
 * Bolt's HTTP receiver behind a guard. Without the guard, a signed body that isn't an object would end the process
 * (Bolt 5.1 reads a property of `null` outside any handler), a body of an unknown kind would be answered only after
 * three seconds, and a request with a future timestamp could be replayed until that time. `fallback` handles requests
 * that aren't for Slack's path.
 */
export function httpReceiver(signingSecret: string, log: Log, fallback: RequestListener): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    // The guard has verified it already.
    signatureVerification: false,
    logger: sdkLogger(log),
    endpoints: PATH,
    processEventErrorHandler: answerFailed(log),
  });
  const forward = receiver.requestListener;
  receiver.requestListener = (request, response) => {
    if (request.method !== "POST" || request.url?.split("?")[0] !== PATH) return fallback(request, response);
    void guard(signingSecret, log, forward, request, response);
  };
  return receiver;
}

async function guard(
  signingSecret: string,
  log: Log,
  forward: RequestListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, words: string) => {
    log.warn({ status }, `A request was refused: ${words}`);
    response.writeHead(status, { connection: "close" }).end();
  };
  let verified: BufferedIncomingMessage;
  try {
    verified = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
      { signingSecret, bodyLimit: BODY_LIMIT },
      request,
    );
  } catch (fault) {
    const tooLarge = HTTPModuleFunctions.isRawBodyError(fault) && fault.statusCode === 413;
    return tooLarge
      ? refuse(413, "its body is too large")
      : refuse(401, "it is stale, or not signed by Slack");
  }
  if (Number(request.headers["x-slack-request-timestamp"]) > Date.now() / 1000 + MAX_AHEAD_S)
    return refuse(401, "it is stamped in the future");
  if (!isKnown(verified)) return refuse(400, "its body is nothing that Slack sends");
  // Bolt uses the body that was already read.
  forward(verified, response);
}

/** Answers a request that failed before its ack. True stops Bolt's timer, which would answer after three seconds. */
const answerFailed =
  (log: Log): NonNullable<HTTPReceiverOptions["processEventErrorHandler"]> =>
  async ({ error, response }) => {
    if (!response.headersSent) response.writeHead(statusOf(error, log)).end();
    return true;
  };

function statusOf(error: Error, log: Log): number {
  if (error instanceof UnansweredRequest) return 404;
  if (error instanceof UnreadableRequest) {
    log.warn({ status: 400 }, "A request was refused: Bolt cannot read its body");
    return 400;
  }
  log.error({ error: error.name }, "A request failed outside of any listener");
  return 500;
}

function isKnown(request: BufferedIncomingMessage): boolean {
  try {
    return isValidPayload(HTTPModuleFunctions.parseHTTPRequestBody(request));
  } catch {
    return false;
  }
}
