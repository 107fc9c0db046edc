import type { NextStep, NextStepState } from "#domain/next-steps/next-step.ts";
import type { Result } from "#domain/result.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import { listNextSteps } from "#usecases/next-steps/list-next-steps.ts";
import { findStep, keepStep, markStep } from "#usecases/next-steps/mark-step.ts";
import { keptWords, markedWords, stepList, type StepChange } from "./next-step-list.ts";

type StepRef = { readonly workspace: string; readonly step: string };

/** A step's button: stepButton the step, then updates the list in place and says what changed. */
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
    const step = await findStep(deps, { workspace: who.workspace, step: action.value ?? "" });
    const admitted = step && (await admitToTeam(deps, who, step.team));
    if (!step || !admitted) return replyInPlace(args, "Next steps", { kind: "step-not-found" });
    if (!admitted.ok) return replyInPlace(args, "Next steps", admitted.error);

    const team = admitted.value;
    const changed = await change(deps, { workspace: team.workspace, step: step.id });
    const today = deps.now().toZonedDateTimeISO(team.timeZone).toPlainDate();
    const news = changed.ok ? newsOf(changed.value) : { text: explain(changed.error) };
    await replyInPlace(args, "Next steps", stepList(await listNextSteps(deps, team), today, news));
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
