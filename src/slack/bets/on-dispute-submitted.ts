import { admitToBet } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { readMetadata } from "#slack/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/listener.ts";
import { disputeVerdict } from "#usecases/dispute-verdict.ts";
import { disputeErrors, disputeMetadata, readDispute } from "./dispute-form.ts";

export function onDisputeSubmitted(deps: SlackDeps): OnSubmit {
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
    return deps.messenger.deliver();
  };
}
