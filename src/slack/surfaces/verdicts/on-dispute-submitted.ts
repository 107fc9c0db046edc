import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { disputeVerdict } from "#usecases/verdicts/dispute-verdict.ts";
import { disputeErrors, disputeMetadata, readDispute } from "./dispute-form.ts";

export function onDisputeSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet, round } = readMetadata(disputeMetadata, view);
    const workspace = workspaceOf(body);
    const read = readDispute(view);
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    const disputed = admitted.ok
      ? await disputeVerdict(deps, { workspace, bet, round, reason: read.value.reason, person: body.user.id })
      : admitted;
    if (!disputed.ok)
      return ack({ response_action: "errors", errors: disputeErrors(explain(disputed.error)) });
    await ack();
    return deps.outbox.deliver();
  };
}
