import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { todayOf } from "#usecases/deps.ts";
import { fieldValues, readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { amendBet } from "#usecases/amendments/amend-bet.ts";
import { amendErrors, amendForm, amendMetadata, asksForReason, readAmendment } from "./amend-form.ts";

export function onAmendSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet } = readMetadata(amendMetadata, view);
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    if (!admitted.ok)
      return ack({ response_action: "errors", errors: amendErrors("metric", explain(admitted.error)) });
    const read = readAmendment(view, admitted.value.bet, todayOf(deps, admitted.value.team));
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });

    const amended = await amendBet(deps, { workspace, bet, ...read.value });
    if (amended.ok) {
      await ack();
      return deps.outbox.deliver();
    }
    const { error } = amended;
    // Somebody voted while the form was open: show it again with the same values, now asking for a reason.
    if (error.kind === "reason-missing" && !asksForReason(view))
      return ack({
        response_action: "update",
        view: amendForm(admitted.value.bet, { frozen: true, values: fieldValues(view) }),
      });
    return ack({ response_action: "errors", errors: amendErrors(error.kind, explain(error)) });
  };
}
