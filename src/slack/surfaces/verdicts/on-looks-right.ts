import type { Result } from "#domain/result.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { replyRefusal } from "#slack/surfaces/replies/reply.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { notice } from "#slack/kit/form.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { refusalView, showWhenReady } from "#slack/surfaces/replies/open-view.ts";
import { confirmVerdict } from "#usecases/verdicts/confirm-verdict.ts";
import { unsealPreMortem } from "#usecases/pre-mortems/unseal-pre-mortem.ts";
import { parseSettlementId } from "./settlement-id.ts";

/** *Looks right*. In the channel the updated verdict is answer enough; elsewhere a view confirms it. */
export function onLooksRight(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const confirmed = confirm(deps, who, action.value ?? "");
    if (body.view) await showWhenReady(client, body, confirmed.then(answerView));
    const result = await confirmed;
    if (!result.ok && !body.view) return replyRefusal(respond, result.error);
    return deps.outbox.deliver();
  };
}

async function confirm(
  deps: SurfaceDeps,
  who: Requester,
  settlement: string,
): Promise<Result<number, Refusal>> {
  const { bet, round } = parseSettlementId(settlement);
  const admitted = await admitToBet(deps, who, bet);
  if (!admitted.ok) return admitted;
  const { workspace } = who;
  const confirmed = await confirmVerdict(deps, { workspace, bet, round, person: who.user });
  if (!confirmed.ok) return confirmed;
  await unsealPreMortem(deps, { workspace, bet });
  return { ok: true, value: confirmed.value.number };
}

const answerView = (confirmed: Result<number, Refusal>) =>
  confirmed.ok
    ? notice(`Bet #${confirmed.value}`, "The verdict is final. Its retro is open in the bet's thread.")
    : refusalView(confirmed.error);
