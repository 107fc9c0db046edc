import { admitToBet } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { readMetadata } from "#slack/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/listener.ts";
import { addLearning } from "#usecases/add-learning.ts";
import { learningErrors, learningMetadata, readLearning } from "./learning-form.ts";

export function onLearningSubmitted(deps: SlackDeps): OnSubmit {
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
    return deps.messenger.deliver();
  };
}
