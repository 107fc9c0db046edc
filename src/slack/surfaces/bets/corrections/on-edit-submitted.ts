import { readMetadata } from "#slack/kit/form.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { editBet } from "#usecases/bets/edit-bet.ts";
import { asksForSource, editErrors, editMetadata, readEdit } from "./edit-form.ts";

export function onEditSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet } = readMetadata(editMetadata, view);
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    if (!admitted.ok) return ack({ response_action: "errors", errors: editErrors(explain(admitted.error)) });
    const edit = readEdit(view, admitted.value.bet, deps.sources.names());
    if (!edit.ok) return ack({ response_action: "errors", errors: edit.error });

    const { source: name, ...words } = edit.value;
    const edited = await editBet(deps, {
      workspace,
      bet,
      words,
      ...(asksForSource(view) && { sourced: { name } }),
    });
    if (!edited.ok) return ack({ response_action: "errors", errors: editErrors(explain(edited.error)) });
    await ack();
    return deps.outbox.deliver();
  };
}
