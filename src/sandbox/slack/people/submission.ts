import { type Acked, sendInteraction } from "#sandbox/slack/app/app-requests.ts";
import { clientErrors } from "./fields.ts";
import { viewSubmission } from "#sandbox/slack/app/payloads.ts";
import { remarksOn } from "#sandbox/slack/server/error-remarks.ts";
import type { Person, SandboxState, ViewRecord } from "#sandbox/slack/state/state.ts";
import { CONNECTION_TROUBLE } from "./connection-trouble.ts";
import { followAck } from "#sandbox/slack/web-api/views.ts";

/** Sends a form off, unless Slack's own client would keep it back, and follows the app's answer. */
export async function submitForm(
  state: SandboxState,
  person: Person,
  view: ViewRecord,
): Promise<{ sent: boolean; errors: Readonly<Record<string, string>> }> {
  const kept = clientErrors(view);
  view.errors = kept;
  state.changed();
  if (Object.keys(kept).length > 0) return { sent: false, errors: kept };
  const ack = await sendInteraction(state, viewSubmission(state, person, view));
  const errors = ack.ok ? followSubmission(state, view, ack.value) : { "": CONNECTION_TROUBLE };
  view.errors = errors;
  state.changed();
  return { sent: true, errors };
}

/** Follows the ack of a form; what comes back stands beside the fields. */
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
  for (const [blockId, words] of Object.entries(Object(ack["errors"]))) {
    if (inputs.has(blockId)) errors[blockId] = String(words);
    else {
      const detail = `errors name "${blockId}", which is no input block of the view`;
      state.problems.push({ kind: "failed", where: "view_submission ack", detail });
      remark(`The ${detail}.`);
    }
  }
  return Object.keys(errors).length > 0 ? errors : { "": CONNECTION_TROUBLE };
}
