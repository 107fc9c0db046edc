import type { Result } from "#domain/result.ts";
import { admitToBet, type Who } from "#slack/surfaces/replies/admission.ts";
import { refuse } from "#slack/surfaces/replies/reply.ts";
import type { SlackDeps } from "#slack/surfaces/deps.ts";
import type { Refusal } from "#slack/surfaces/replies/refusals.ts";
import { notice } from "#slack/kit/form.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { openOnceKnown, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { confirmVerdict } from "#usecases/verdicts/confirm-verdict.ts";
import { unsealPreMortem } from "#usecases/pre-mortems/unseal-pre-mortem.ts";
import { settlingOf } from "./settling-id.ts";

/** In the channel the verdict itself is the answer; on Home there is none to be seen. */
export function onLooksRight(deps: SlackDeps): OnButton {
  return async ({ ack, action, body, client, respond }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const confirmed = confirm(deps, who, action.value ?? "");
    if (body.view) await openOnceKnown(client, body.trigger_id, confirmed.then(answerView));
    const said = await confirmed;
    if (!said.ok && !body.view) return refuse(respond, said.error);
    return deps.messenger.deliver();
  };
}

async function confirm(deps: SlackDeps, who: Who, settling: string): Promise<Result<number, Refusal>> {
  const { bet, round } = settlingOf(settling);
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
    ? notice(`Bet #${confirmed.value}`, "The verdict is final. Its retro is open in the channel.")
    : refusalView(confirmed.error);
