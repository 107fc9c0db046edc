import type { NextStep, NextStepState } from "#domain/next-steps/next-step.ts";
import type { Result } from "#domain/result.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { replyEphemerally, replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import { currentWeekMessage } from "#slack/surfaces/digests/show-week.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import { findStep, keepStep, markStep } from "#usecases/next-steps/mark-step.ts";
import { keptWords, markedWords, type StepChange } from "./next-step-list.ts";
import { currentSteps } from "./show-next-steps.ts";
import { readStepButton } from "./step-place.ts";

type StepRef = { readonly workspace: string; readonly step: string };

/** A step's button: changes the step, then draws the list, the week or the digest that it is in anew. */
const stepButton =
  (
    change: (deps: SurfaceDeps, step: StepRef) => Promise<Result<NextStep, Refusal>>,
    newsOf: (step: NextStep) => StepChange,
  ) =>
  (deps: SurfaceDeps): OnButton =>
  async (args) => {
    const { ack, action, body } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { step: id, isInWeek } = readStepButton(action.value);
    const step = await findStep(deps, { workspace: who.workspace, step: id });
    const admitted = step && (await admitToTeam(deps, who, step.team));
    if (!step || !admitted) return replyInPlace(args, "Next steps", { kind: "step-not-found" });
    if (!admitted.ok) return replyInPlace(args, "Next steps", admitted.error);

    const team = admitted.value;
    const changed = await change(deps, { workspace: team.workspace, step: step.id });
    const news = changed.ok ? newsOf(changed.value) : { text: explain(changed.error) };
    if (!isInWeek) {
      await replyInPlace(args, "Next steps", await currentSteps(deps, team, news));
      return deps.outbox.deliver();
    }
    const isMine = body.container["is_ephemeral"] === true;
    if (body.view !== undefined || isMine) {
      const week = await currentWeekMessage(deps, team, { hasBetButtons: isMine });
      await replyInPlace(args, "The week", message(paragraph([news.text]), ...week.blocks));
    } else if (!changed.ok) await replyEphemerally(args, "Next steps", message(paragraph([news.text])));
    // In the channel, the digest is updated, and that is the answer.
    return deps.outbox.deliver();
  };

const markButton = (to: NextStepState) =>
  stepButton(
    (deps, step) => markStep(deps, { ...step, to }),
    (step) => ({ text: markedWords(step), ...(to !== "open" && { undo: step }) }),
  );

export const onStepDone = markButton("done");
export const onDropStep = markButton("dropped");
export const onUndoStep = markButton("open");
export const onKeepStep = stepButton(keepStep, (step) => ({ text: keptWords(step) }));
