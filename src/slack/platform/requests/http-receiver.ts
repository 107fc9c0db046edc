import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  HTTPReceiver,
  type HTTPReceiverOptions,
  type Logger,
} from "@slack/bolt";
import { Unanswered, Unreadable } from "./unanswered-requests.ts";
import { isValidPayload } from "./payload-validation.ts";

/** Slack's requests stay far below. */
const BODY_LIMIT = 1024 * 1024;

/** As old as Bolt lets a request be; ahead of our clock it lets it be anything. */
const MOST_AHEAD_S = 5 * 60;

const PATH = "/slack/events";

/**
 * Bolt's receiver over HTTP, behind a guard: a signed body that is no object would end the process (Bolt 5.1 reads a
 * property of `null` outside of any handler), one of no known kind would be answered only after three seconds, and a
 * request stamped in the future would be taken again and again until then. What is not for Slack is answered by `others`.
 */
export function httpReceiver(signingSecret: string, logger: Logger, others: RequestListener): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    // The guard has verified it: only what passed comes here.
    signatureVerification: false,
    logger,
    endpoints: PATH,
    processEventErrorHandler: answerAnyway,
  });
  const handOn = receiver.requestListener;
  receiver.requestListener = (request, response) => {
    if (request.method !== "POST" || request.url?.split("?")[0] !== PATH) return others(request, response);
    void guard(signingSecret, logger, handOn, request, response);
  };
  return receiver;
}

async function guard(
  signingSecret: string,
  logger: Logger,
  handOn: RequestListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, words: string) => {
    logger.warn(`A request was refused: ${words}`);
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
  if (Number(request.headers["x-slack-request-timestamp"]) > Date.now() / 1000 + MOST_AHEAD_S)
    return refuse(401, "it is stamped in the future");
  if (!isKnown(verified)) return refuse(400, "its body is nothing that Slack sends");
  // Bolt takes the body that was read from the request, and checks its signature once more.
  handOn(verified, response);
}

/** What failed before its answer gets one now. True ends the wait of Bolt's, which would answer after three seconds. */
const answerAnyway: NonNullable<HTTPReceiverOptions["processEventErrorHandler"]> = async ({
  error,
  response,
  logger,
}) => {
  if (response.headersSent) return true;
  response.writeHead(statusOf(error, logger)).end();
  return true;
};

function statusOf(error: Error, logger: Logger): number {
  if (error instanceof Unanswered) return 404;
  if (error instanceof Unreadable) {
    logger.warn("A request was refused: Bolt cannot read its body");
    return 400;
  }
  logger.error(`A request failed outside of any listener: ${error.name}`);
  return 500;
}

function isKnown(request: BufferedIncomingMessage): boolean {
  try {
    return isValidPayload(HTTPModuleFunctions.parseHTTPRequestBody(request));
  } catch {
    return false;
  }
}
