import { type Result, err, ok } from "#domain/result.ts";
import { takeFault } from "#sandbox/slack/state/fault-injection.ts";
import type { AppRequest } from "#sandbox/slack/state/app-request.ts";
import { postSigned } from "./post-signed.ts";
import { type Remark, record } from "#sandbox/slack/state/request-log.ts";
import type { JsonObject } from "#sandbox/slack/state/shapes.ts";
import type { SandboxState } from "#sandbox/slack/state/state.ts";

/** As in Slack. */
const ACK_DEADLINE_MS = 3000;

type Failure = "operation_timeout" | "dispatch_failed";

export interface Acked {
  readonly payload: JsonObject;
  readonly remark: Remark;
}

/** Sends a request to the app, logs it, and returns the ack. */
async function send(
  state: SandboxState,
  request: AppRequest,
  remarks: readonly string[] = [],
): Promise<Result<Acked, Failure>> {
  const deadline = state.options.ackDeadlineMs ?? ACK_DEADLINE_MS;
  const at = state.options.now();
  const started = performance.now();
  const outcome = state.socketMode
    ? await state.socketMode.deliver(request, deadline)
    : await postSigned(state, request, deadline);
  const ms = Math.round(performance.now() - started);
  const entry = { direction: "to-app", method: request.name, at, ms, status: outcome.status } as const;
  if (outcome.acked) {
    return ok({ payload: outcome.payload, remark: record(state, { ...entry, ok: true, remarks }) });
  }
  const failure: Failure = outcome.late ? "operation_timeout" : "dispatch_failed";
  const detail = outcome.late ? `no answer in ${ms} ms` : outcome.detail;
  const failureRemark = outcome.late
    ? `The app did not answer within ${deadline / 1000} seconds.`
    : `The app did not take it: ${detail}.`;
  record(state, { ...entry, ok: false, error: failure, remarks: [...remarks, failureRemark] });
  state.problems.push({ kind: outcome.late ? "late" : "failed", where: request.name, detail });
  return err(failure);
}

export const sendCommand = (state: SandboxState, fields: Record<string, string>) =>
  send(state, { name: fields["command"] ?? "", kind: "slash_commands", payload: fields });

export const sendInteraction = (state: SandboxState, payload: JsonObject) =>
  send(state, { name: String(payload["type"]), kind: "interactive", payload });

export async function sendEvent(state: SandboxState, event: JsonObject): Promise<void> {
  const request: AppRequest = {
    name: String(event["type"]),
    kind: "events_api",
    payload: eventPayload(state, event),
  };
  if (takeFault(state, "eventsLost")) {
    record(state, {
      direction: "to-app",
      method: request.name,
      at: state.options.now(),
      ms: 0,
      status: 0,
      ok: false,
      remarks: ["The event was lost on the way: this fault is on."],
    });
    return;
  }
  const doubled = takeFault(state, "eventsDoubled");
  await send(state, request);
  if (doubled) await send(state, request, ["The same event for the second time: this fault is on."]);
}

function eventPayload(state: SandboxState, event: JsonObject): JsonObject {
  const { id: teamId } = state.workspace;
  return {
    type: "event_callback",
    token: "sandbox",
    team_id: teamId,
    api_app_id: state.app.id,
    event,
    event_id: state.newId("Ev"),
    event_time: Math.floor(state.options.now().epochMilliseconds / 1000),
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
  };
}
