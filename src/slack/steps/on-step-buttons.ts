import type { NextStepState } from "#domain/next-step.ts";
import { admitToTeam } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { type OnButton, workspaceOf } from "#slack/listener.ts";
import { redraw } from "#slack/redraw.ts";
import { listNextSteps } from "#usecases/list-next-steps.ts";
import { findStep, markStep } from "#usecases/mark-step.ts";
import { markedWords, stepList } from "./step-list.ts";

/** Done, Drop and Undo: the list that the button stands in is drawn again, and says what was done. */
const marks =
  (to: NextStepState) =>
  (deps: SlackDeps): OnButton =>
  async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const step = await findStep(deps, { workspace: who.workspace, step: action.value ?? "" });
    const admitted = step && (await admitToTeam(deps, who, step.team));
    if (!step || !admitted) return redraw(args, "Next steps", { kind: "step-not-found" });
    if (!admitted.ok) return redraw(args, "Next steps", admitted.error);

    const team = admitted.value;
    const marked = await markStep(deps, { workspace: team.workspace, step: step.id, to });
    const today = deps.now().toZonedDateTimeISO(team.timeZone).toPlainDate();
    const news = marked.ok
      ? { words: markedWords(marked.value), ...(to !== "open" && { undo: marked.value }) }
      : { words: explain(marked.error) };
    await redraw(args, "Next steps", stepList(await listNextSteps(deps, team), today, news));
    return deps.messenger.deliver();
  };

export const onStepDone = marks("done");
export const onDropStep = marks("dropped");
export const onUndoStep = marks("open");
