import { createHmac } from "node:crypto";
import type { AppAnswer, AppRequest } from "#sandbox/slack/state/app-request.ts";
import { post } from "./post.ts";
import { type JsonObject, jsonObject } from "#sandbox/slack/state/shapes.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";

const FORM = "application/x-www-form-urlencoded";

/** Sends a signed request to the app over HTTP. */
export async function postSigned(
  state: SandboxState,
  request: AppRequest,
  deadline: number,
): Promise<AppAnswer> {
  const { appUrl } = state;
  if (!appUrl) throw new Error("The app's URL is not set: call slack.connect(url) first.");
  const body = bodyOf(request);
  // The app checks the signature's age against the wall clock, not the sandbox's.
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", state.app.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const timeout = AbortSignal.timeout(deadline);
  return post(appUrl, {
    headers: {
      "content-type": request.kind === "events_api" ? "application/json" : FORM,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    },
    body,
    signal: timeout,
  }).then(
    ({ status, text }): AppAnswer => {
      if (status === 200) return { acked: true, status, payload: readAck(text) };
      return { acked: false, status, late: false, detail: `answered ${status}: ${text}` };
    },
    (error: unknown) => ({ acked: false, status: 0, late: timeout.aborted, detail: String(error) }),
  );
}

function bodyOf({ kind, payload }: AppRequest): string {
  if (kind === "events_api") return JSON.stringify(payload);
  const fields: [string, string][] =
    kind === "interactive"
      ? [["payload", JSON.stringify(payload)]]
      : Object.entries(payload).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}

/** Parses the ack's body: empty, plain text or JSON. */
function readAck(body: string): JsonObject {
  if (body.trim() === "") return {};
  try {
    return jsonObject.parse(JSON.parse(body));
  } catch {
    return { text: body };
  }
}
