import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { addObjective } from "#usecases/goals/add-objective.ts";
import { editObjective } from "#usecases/goals/edit-objective.ts";
import { objectiveErrors, objectiveMetadata, readObjective } from "./objective-form.ts";
import { refreshGoals } from "./show-goals.ts";

export function onObjectiveSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view, client }) => {
    const { team, objective, id } = readMetadata(objectiveMetadata, view);
    const workspace = workspaceOf(body);
    const draft = readObjective(view);
    if (!draft.ok) return ack({ response_action: "errors", errors: draft.error });
    const admitted = await admitToTeam(deps, { workspace, user: body.user.id }, team);
    if (!admitted.ok) return ack({ response_action: "errors", errors: objectiveErrors(admitted.error) });

    const saved =
      objective === undefined
        ? await addObjective(deps, { workspace, team, draft: draft.value, ...(id && { id }) })
        : await editObjective(deps, { workspace, team, objective, draft: draft.value });
    if (!saved.ok) return ack({ response_action: "errors", errors: objectiveErrors(saved.error) });
    await ack();
    await refreshGoals(deps, client, view.previous_view_id, admitted.value);
    return deps.outbox.deliver();
  };
}
