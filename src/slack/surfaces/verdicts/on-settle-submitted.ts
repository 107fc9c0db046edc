import type { ModalView } from "@slack/types";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { todayOf } from "#usecases/deps.ts";
import { fieldValues, readMetadata } from "#slack/kit/form.ts";
import { type OnAction, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import type { BetFacts } from "#usecases/bets/find-bet.ts";
import { closeConfidence } from "#usecases/confidence/close-confidence.ts";
import { settleBet } from "#usecases/verdicts/settle-bet.ts";
import { readingMetadata } from "#slack/surfaces/readings/reading-form.ts";
import {
  type SettlementKind,
  settlementKindSchema,
  readSettlement,
  SETTLE_FIELDS,
  settleErrors,
  settleForm,
} from "./settle-form.ts";

export function onSettleSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet, unit } = readMetadata(readingMetadata, view);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToBet(deps, who, bet);
    if (!admitted.ok) return ack({ response_action: "errors", errors: settleErrors(view, admitted.error) });
    const settling = readSettlement(view, unit, todayOf(deps, admitted.value.team));
    if (!settling.ok) return ack({ response_action: "errors", errors: settling.error });
    const settled = await settleBet(deps, {
      workspace: who.workspace,
      bet,
      settling: settling.value,
      person: who.user,
    });
    if (!settled.ok) return ack({ response_action: "errors", errors: settleErrors(view, settled.error) });
    await ack();
    await closeConfidence(deps, { workspace: who.workspace, bet });
    return deps.outbox.deliver();
  };
}

/** Updates the form's fields to match how the bet is settled. */
export function onHowSettledChosen(deps: SurfaceDeps): OnAction {
  return async ({ ack, body, client }) => {
    await ack();
    if (!body.view) return;
    const { bet } = readMetadata(readingMetadata, body.view);
    const facts = await admitToBet(deps, { workspace: workspaceOf(body), user: body.user.id }, bet);
    const how = settlementKindSchema.parse(fieldValues(body.view)[SETTLE_FIELDS.how]);
    // Pushed on top of the form, so that what was typed is kept.
    if (!facts.ok) return pushView(client, body.trigger_id, refusalView(facts.error));
    const view = formFor(facts.value, how, deps.now());
    await updateView(client, body.view.id, view, body.view.hash);
  };
}

function formFor({ bet, team, use }: BetFacts, how: SettlementKind, now: Temporal.Instant): ModalView {
  return settleForm(bet, now.toZonedDateTimeISO(team.timeZone).toPlainDate(), { how, use });
}
