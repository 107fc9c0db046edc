import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { addKeyResult } from "#usecases/goals/add-key-result.ts";
import { editKeyResult } from "#usecases/goals/edit-key-result.ts";
import { findKeyResult } from "#usecases/goals/find-goal.ts";
import { admitToObjective } from "./admit-to-goal.ts";
import { keyResultErrors, keyResultMetadata, readKeyResult } from "./key-result-form.ts";
import { refreshGoals } from "./show-goals.ts";

export function onKeyResultSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view, client }) => {
    const { objective, keyResult, id } = readMetadata(keyResultMetadata, view);
    const workspace = workspaceOf(body);
    const admitted = await admitToObjective(deps, { workspace, user: body.user.id }, objective);
    if (!admitted.ok) return ack({ response_action: "errors", errors: keyResultErrors(admitted.error) });
    const edited = keyResult === undefined ? undefined : await findKeyResult(deps, { workspace, keyResult });
    const chosen = edited?.ok ? edited.value.keyResult.source : undefined;
    const draft = readKeyResult(view, deps.sources.names(), chosen);
    if (!draft.ok) return ack({ response_action: "errors", errors: draft.error });

    const saved =
      keyResult === undefined
        ? await addKeyResult(deps, { workspace, objective, draft: draft.value, ...(id && { id }) })
        : await editKeyResult(deps, { workspace, objective, keyResult, draft: draft.value });
    if (!saved.ok) return ack({ response_action: "errors", errors: keyResultErrors(saved.error) });
    await ack();
    await refreshGoals(deps, client, view.previous_view_id, admitted.value.team);
    return deps.outbox.deliver();
  };
}
