import { admitToBet } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { addLearning } from "#usecases/learnings/add-learning.ts";
import { learningErrors, learningMetadata, readLearning } from "./learning-form.ts";

export function onLearningSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { bet, id } = readMetadata(learningMetadata, view);
    const workspace = workspaceOf(body);
    const read = readLearning(view);
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const admitted = await admitToBet(deps, { workspace, user: body.user.id }, bet);
    const added = admitted.ok
      ? await addLearning(deps, {
          workspace,
          bet,
          text: read.value.text,
          person: body.user.id,
          ...(id && { id }),
        })
      : admitted;
    if (!added.ok) return ack({ response_action: "errors", errors: learningErrors(explain(added.error)) });
    await ack();
    return deps.outbox.deliver();
  };
}
