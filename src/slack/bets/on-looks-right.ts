import { admitToBet } from "#slack/admit.ts";
import { refuse } from "#slack/answer.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { confirmVerdict } from "#usecases/confirm-verdict.ts";
import { unsealPreMortem } from "#usecases/unseal-pre-mortem.ts";
import { settlingOf } from "./settling.ts";

export function onLooksRight(deps: SlackDeps): OnButton {
  return async ({ ack, action, body, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { bet, round } = settlingOf(action.value ?? "");
    const admitted = await admitToBet(deps, who, bet);
    if (!admitted.ok) return refuse(respond, admitted.error);
    const { workspace } = who;
    const confirmed = await confirmVerdict(deps, { workspace, bet, round, person: who.user });
    if (!confirmed.ok) return refuse(respond, confirmed.error);
    await unsealPreMortem(deps, { workspace, bet });
    return deps.messenger.deliver();
  };
}
