import { admitToBet } from "#slack/admit.ts";
import { refuse } from "#slack/answer.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { confirmVerdict } from "#usecases/confirm-verdict.ts";

export function onLooksRight(deps: SlackDeps): OnButton {
  return async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToBet(deps, who, action.value ?? "");
    if (!admitted.ok) return refuse(respond, admitted.error);
    const { workspace, id } = admitted.value.bet;
    const confirmed = await confirmVerdict(deps, { workspace, bet: id, person: who.user });
    if (!confirmed.ok) return refuse(respond, confirmed.error);
    return deps.messenger.deliver();
  };
}
