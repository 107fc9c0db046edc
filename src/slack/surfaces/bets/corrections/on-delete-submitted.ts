import { readMetadata } from "#slack/kit/form.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import { replyEphemerally, replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import { deleteBet, undoBet } from "#usecases/bets/delete-bet.ts";
import { deleteMetadata, notDeleted } from "./delete-form.ts";
import { undoneMessage } from "./placed-message.ts";

export function onDeleteSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet } = readMetadata(deleteMetadata, view);
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    const deleted = admitted.ok ? await deleteBet(deps, { workspace, bet }) : admitted;
    if (!deleted.ok) return ack({ response_action: "update", view: notDeleted(deleted.error) });
    await ack();
    return deps.outbox.deliver();
  };
}

/** *Undo* in the answer to placing a bet. */
export function onUndo(deps: SurfaceDeps): OnButton {
  return async (clicked) => {
    const { ack, action, body } = clicked;
    await ack();
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, action.value ?? "");
    // The button stays, to be tried again.
    if (!admitted.ok) return replyEphemerally(clicked, "Undo", admitted.error);
    const undone = await undoBet(deps, { workspace, bet: admitted.value.bet.id });
    await replyInPlace(clicked, "Undo", undone.ok ? undoneMessage(undone.value) : undone.error);
    if (undone.ok) await deps.outbox.deliver();
  };
}
