import { admitToBet } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { readMetadata } from "#slack/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/listener.ts";
import { addNextStep } from "#usecases/add-next-step.ts";
import { learningMetadata } from "./learning-form.ts";
import { NEXT_STEP_FIELDS, readNextStep } from "./next-step-form.ts";

export function onNextStepSubmitted(deps: SlackDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet, id } = readMetadata(learningMetadata, view);
    const workspace = workspaceOf(body);
    const read = readNextStep(view);
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    const added = admitted.ok
      ? await addNextStep(deps, { workspace, bet, ...read.value, person: body.user.id, ...(id && { id }) })
      : admitted;
    if (!added.ok) {
      const field = added.error.kind === "step-date-past" ? NEXT_STEP_FIELDS.dueOn : NEXT_STEP_FIELDS.text;
      return ack({ response_action: "errors", errors: { [field]: explain(added.error) } });
    }
    await ack();
    return deps.messenger.deliver();
  };
}
