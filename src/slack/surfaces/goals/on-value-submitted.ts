import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { recordKeyResult } from "#usecases/goals/record-key-result.ts";
import { admitToObjective } from "./admit-to-goal.ts";
import { refreshGoals } from "./show-goals.ts";
import { readValue, valueErrors, valueMetadata } from "./value-form.ts";

export function onValueSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view, client }) => {
    const { objective, keyResult, unit } = readMetadata(valueMetadata, view);
    const workspace = workspaceOf(body);
    const current = readValue(view, unit);
    if (!current.ok) return ack({ response_action: "errors", errors: current.error });
    const admitted = await admitToObjective(deps, { workspace, user: body.user.id }, objective);
    if (!admitted.ok) return ack({ response_action: "errors", errors: valueErrors(admitted.error) });

    const recorded = await recordKeyResult(deps, { workspace, objective, keyResult, current: current.value });
    if (!recorded.ok) return ack({ response_action: "errors", errors: valueErrors(recorded.error) });
    await ack();
    return refreshGoals(deps, client, view.previous_view_id, admitted.value.team);
  };
}
