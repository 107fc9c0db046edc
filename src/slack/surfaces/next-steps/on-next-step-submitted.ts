import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { todayOf } from "#usecases/deps.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { addNextStep } from "#usecases/next-steps/add-next-step.ts";
import { learningMetadata } from "#slack/surfaces/learnings/learning-form.ts";
import { NEXT_STEP_FIELDS, readNextStep } from "./next-step-form.ts";

export function onNextStepSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet, id } = readMetadata(learningMetadata, view);
    const workspace = workspaceOf(body);
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    if (!admitted.ok)
      return ack({
        response_action: "errors",
        errors: { [NEXT_STEP_FIELDS.text]: explain(admitted.error) },
      });
    const read = readNextStep(view, todayOf(deps, admitted.value.team));
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const added = await addNextStep(deps, {
      workspace,
      bet,
      ...read.value,
      person: body.user.id,
      ...(id && { id }),
    });
    if (!added.ok) {
      const field = added.error.kind === "step-date-past" ? NEXT_STEP_FIELDS.dueOn : NEXT_STEP_FIELDS.text;
      return ack({ response_action: "errors", errors: { [field]: explain(added.error) } });
    }
    await ack();
    return deps.outbox.deliver();
  };
}
