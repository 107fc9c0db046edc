import type { Bet } from "#domain/bets/bet.ts";
import { keys } from "#domain/deliveries/delivery.ts";
import { err, type Result } from "#domain/result.ts";
import { replyEphemerally } from "#slack/surfaces/replies/reply-in-place.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { admitToObjective } from "#slack/surfaces/goals/admit-to-goal.ts";
import { refreshGoals } from "#slack/surfaces/goals/show-goals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import { refusalView } from "#slack/surfaces/replies/open-view.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { closeConfidence } from "#usecases/confidence/close-confidence.ts";
import { findKeyResult } from "#usecases/goals/find-goal.ts";
import {
  recordProposedValue,
  settleWithProposed,
  takeProposedReading,
} from "#usecases/sources/use-proposal.ts";
import { parseProposalValue } from "./proposal-buttons.ts";
import { isProposed, proposalNote } from "./source-words.ts";

type Confirm = typeof takeProposedReading | typeof settleWithProposed;

/** A button under a message about a bet that confirms its source's number. The updated message is answer enough. */
const confirms =
  (confirm: Confirm, then: (deps: SurfaceDeps, bet: Bet) => Promise<unknown> = async () => {}) =>
  (deps: SurfaceDeps): OnButton =>
  async (clicked) => {
    const { ack, action, body } = clicked;
    await ack();
    const { subject: bet, proposal } = parseProposalValue(action.value);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToBet(deps, who, bet);
    if (!admitted.ok) return replyEphemerally(clicked, "Not here", admitted.error);
    const { use } = admitted.value;
    const confirmed: Result<Bet, Refusal> =
      isProposed(use) && use.proposal.id === proposal
        ? await confirm(deps, {
            workspace: who.workspace,
            bet,
            proposal,
            note: proposalNote(use, admitted.value.bet.terms.unit),
            person: who.user,
          })
        : err({ kind: "proposal-replaced" });
    if (confirmed.ok) await then(deps, confirmed.value);
    else {
      await replyEphemerally(clicked, "Not saved", confirmed.error);
      await deps.store.deliveries.markStale(who.workspace, keys.noReading(bet));
      await deps.store.deliveries.markPromptsStale(who.workspace, bet);
    }
    return deps.outbox.deliver();
  };

/** *Use it*: a reading. */
export const onUseProposal = confirms(takeProposedReading);

/** *Use 34.1 %*: the final reading. */
export const onUseAsFinal = confirms(settleWithProposed, (deps, { workspace, id }) =>
  closeConfidence(deps, { workspace, bet: id }),
);

/** *Use 64* in the list of goals: a key result's value. */
export function onUseKeyResultValue(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    if (!body.view) return;
    const { subject: keyResult, proposal } = parseProposalValue(action.value);
    const workspace = workspaceOf(body);
    const found = await findKeyResult(deps, { workspace, keyResult });
    const admitted = found.ok
      ? await admitToObjective(deps, { workspace, user: body.user.id }, found.value.objective.id)
      : found;
    if (!admitted.ok) return updateView(client, body.view.id, refusalView(admitted.error));
    const recorded = await recordProposedValue(deps, { workspace, keyResult, proposal });
    const note = recorded.ok ? undefined : explain(recorded.error);
    await refreshGoals(deps, client, body.view.id, admitted.value.team, note);
  };
}
