import { createHmac } from "node:crypto";
import { type Result, err, ok } from "#domain/result.ts";
import { type JsonObject, jsonObject } from "./shapes.ts";
import type { SandboxState } from "./state.ts";

/** Slack waits three seconds for an answer. */
const ACK_DEADLINE_MS = 3000;

type Failure = "operation_timeout" | "dispatch_failed";

/** Sends a signed request to the app, as Slack does, and hands back what the app acknowledged with. */
async function send(
  state: SandboxState,
  what: string,
  contentType: string,
  body: string,
): Promise<Result<string, Failure>> {
  const { appUrl } = state;
  if (!appUrl) throw new Error("Tell the sandbox where the app is first: slack.connect(url).");
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", state.app.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const started = performance.now();
  const outcome = await fetch(appUrl, {
    method: "POST",
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    },
    body,
    signal: AbortSignal.timeout(state.options.ackDeadlineMs ?? ACK_DEADLINE_MS),
  }).then(
    async (response) => ({ status: response.status, text: await response.text(), late: false }),
    (fault: unknown) => ({
      status: 0,
      text: String(fault),
      late: fault instanceof DOMException && fault.name === "TimeoutError",
    }),
  );
  const ms = Math.round(performance.now() - started);
  const good = outcome.status === 200;
  const failure: Failure = outcome.late ? "operation_timeout" : "dispatch_failed";
  state.requests.push({
    direction: "to-app",
    method: what,
    status: outcome.status,
    ok: good,
    ms,
    ...(good ? {} : { error: failure }),
  });
  if (good) return ok(outcome.text);
  state.problems.push({
    kind: outcome.late ? "late" : "failed",
    where: what,
    detail: outcome.late ? `no answer in ${ms} ms` : `answered ${outcome.status}: ${outcome.text}`,
  });
  return err(failure);
}

export function sendCommand(state: SandboxState, fields: Record<string, string>) {
  const body = new URLSearchParams(fields).toString();
  return send(state, fields["command"] ?? "", "application/x-www-form-urlencoded", body);
}

export function sendInteraction(state: SandboxState, payload: JsonObject) {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return send(state, String(payload["type"]), "application/x-www-form-urlencoded", body);
}

export async function sendEvent(state: SandboxState, event: JsonObject): Promise<void> {
  const { id: teamId } = state.workspace;
  await send(
    state,
    String(event["type"]),
    "application/json",
    JSON.stringify({
      type: "event_callback",
      token: "sandbox",
      team_id: teamId,
      api_app_id: state.app.id,
      event,
      event_id: state.newId("Ev"),
      event_time: Math.floor(Date.now() / 1000),
      is_ext_shared_channel: false,
      authorizations: [
        {
          enterprise_id: null,
          team_id: teamId,
          user_id: state.app.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
    }),
  );
}

/** The ack's body: nothing, words, or JSON. */
export function readAck(body: string): JsonObject {
  if (body.trim() === "") return {};
  try {
    return jsonObject.parse(JSON.parse(body));
  } catch {
    return { text: body };
  }
}
