import type { NextStep, NextStepState } from "#domain/next-steps/next-step.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import type { HomeTab } from "#slack/surfaces/home/home-tab.ts";
import { VIEWS } from "#slack/surfaces/ids.ts";
import { replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { listNextSteps } from "#usecases/next-steps/list-next-steps.ts";
import { findStep, keepStep, markStep } from "#usecases/next-steps/mark-step.ts";
import { keptWords, markedWords, stepList, type StepChange } from "./next-step-list.ts";

type StepRef = { readonly workspace: string; readonly step: string };
type Change = (deps: SurfaceDeps, step: StepRef) => Promise<Result<NextStep, Refusal>>;

/** A step's button: changes the step, then updates the list or the Home that it is in and says what changed. */
const stepButton =
  (change: Change, newsOf: (step: NextStep) => StepChange) =>
  (deps: SurfaceDeps, home: HomeTab): OnButton =>
  async (args) => {
    const { ack, action, body, client } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const changed = await changeStep(deps, who, action.value ?? "", change);
    const stepOrRefusal = changed.ok ? changed.value.changed : changed;
    const news = stepOrRefusal.ok ? newsOf(stepOrRefusal.value) : { text: explain(stepOrRefusal.error) };
    const { view } = body;
    if (view?.type === "home") await home.redraw(client, who, { view, news });
    else {
      if (view?.callback_id === VIEWS.waiting) await home.redrawWaiting(client, who, view.id, news);
      else
        await replyInPlace(
          args,
          "Next steps",
          changed.ok ? await listed(deps, changed.value.team, news) : changed.error,
        );
      await home.updateIfViewed(client, who);
    }
    return deps.outbox.deliver();
  };

async function changeStep(
  deps: SurfaceDeps,
  who: Requester,
  id: string,
  change: Change,
): Promise<Result<{ readonly team: Team; readonly changed: Result<NextStep, Refusal> }, Refusal>> {
  const step = await findStep(deps, { workspace: who.workspace, step: id });
  if (!step) return { ok: false, error: { kind: "step-not-found" } };
  const admitted = await admitToTeam(deps, who, step.team);
  if (!admitted.ok) return admitted;
  const team = admitted.value;
  return ok({ team, changed: await change(deps, { workspace: team.workspace, step: step.id }) });
}

async function listed(deps: SurfaceDeps, team: Team, news: StepChange) {
  const today = deps.now().toZonedDateTimeISO(team.timeZone).toPlainDate();
  return stepList(await listNextSteps(deps, team), today, news);
}

const markButton = (to: NextStepState) =>
  stepButton(
    (deps, step) => markStep(deps, { ...step, to }),
    (step) => ({ text: markedWords(step), ...(to !== "open" && { undo: step }) }),
  );

export const onStepDone = markButton("done");
export const onDropStep = markButton("dropped");
export const onUndoStep = markButton("open");
export const onKeepStep = stepButton(keepStep, (step) => ({ text: keptWords(step) }));
