import { type Acked, sendInteraction } from "#sandbox/slack/app/app-requests.ts";
import { clientErrors } from "./fields.ts";
import { viewSubmission } from "#sandbox/slack/app/payloads.ts";
import { remarksOn } from "#sandbox/slack/server/error-remarks.ts";
import type { Person, SandboxState, ViewRecord } from "#sandbox/slack/state/state.ts";
import { CONNECTION_TROUBLE } from "./connection-trouble.ts";
import { followAck } from "#sandbox/slack/web-api/views.ts";

/** Submits a form, unless Slack's client would reject it, and follows the app's ack. */
export async function submitForm(
  state: SandboxState,
  person: Person,
  view: ViewRecord,
): Promise<{ sent: boolean; errors: Readonly<Record<string, string>> }> {
  const invalid = clientErrors(view);
  view.errors = invalid;
  state.changed();
  if (Object.keys(invalid).length > 0) return { sent: false, errors: invalid };
  const ack = await sendInteraction(state, viewSubmission(state, person, view));
  const errors = ack.ok ? followSubmission(state, view, ack.value) : { "": CONNECTION_TROUBLE };
  view.errors = errors;
  state.changed();
  return { sent: true, errors };
}

/** Follows the ack of a form. Returns the errors to show at its fields. */
function followSubmission(
  state: SandboxState,
  view: ViewRecord,
  { payload: ack, remark }: Acked,
): Record<string, string> {
  if (ack["response_action"] !== "errors") {
    const refused = followAck(state, view, ack);
    if (!refused) return {};
    remark(...remarksOn(refused));
    state.problems.push({ kind: "failed", where: "view_submission ack", detail: refused.error ?? "" });
    return { "": CONNECTION_TROUBLE };
  }
  const errors: Record<string, string> = {};
  const inputs = new Set(
    view.content.blocks.flatMap((block) => (block.type === "input" ? [block.block_id] : [])),
  );
  for (const [blockId, message] of Object.entries(Object(ack["errors"]))) {
    if (inputs.has(blockId)) errors[blockId] = String(message);
    else {
      const detail = `errors name "${blockId}", which is no input block of the view`;
      state.problems.push({ kind: "failed", where: "view_submission ack", detail });
      remark(`The ${detail}.`);
    }
  }
  return Object.keys(errors).length > 0 ? errors : { "": CONNECTION_TROUBLE };
}
