import type { NextStep, NextStepState } from "#domain/next-steps/next-step.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Team } from "#domain/teams/team.ts";
import { message, paragraph } from "#slack/kit/blocks.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { currentWeekMessage } from "#slack/surfaces/digests/show-week.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import type { HomeTab } from "#slack/surfaces/home/home-tab.ts";
import { VIEWS } from "#slack/surfaces/ids.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { explain, type Refusal } from "#slack/surfaces/replies/refusals.ts";
import { replyEphemerally, replyInPlace } from "#slack/surfaces/replies/reply-in-place.ts";
import { findStep, keepStep, markStep } from "#usecases/next-steps/mark-step.ts";
import { keptWords, markedWords, type StepChange } from "./next-step-list.ts";
import { currentSteps } from "./show-next-steps.ts";
import { readStepButton } from "./step-place.ts";

type StepRef = { readonly workspace: string; readonly step: string };
type Change = (deps: SurfaceDeps, step: StepRef) => Promise<Result<NextStep, Refusal>>;

/** A step's button: changes the step, then updates the list, the week, the digest or the Home that it is in. */
const stepButton =
  (change: Change, newsOf: (step: NextStep) => StepChange) =>
  (deps: SurfaceDeps, home: HomeTab): OnButton =>
  async (args) => {
    const { ack, action, body, client } = args;
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const { step, isInWeek } = readStepButton(action.value);
    const found = await changeStep(deps, who, step, change);
    const changed = found.ok ? found.value.changed : found;
    const news = changed.ok ? newsOf(changed.value) : { text: explain(changed.error) };
    const { view } = body;
    if (view?.type === "home") await home.redraw(client, who, { view, news });
    else {
      if (view?.callback_id === VIEWS.waiting) await home.redrawWaiting(client, who, view.id, news);
      else if (!found.ok) await replyInPlace(args, "Next steps", found.error);
      else if (isInWeek) await answerInWeek(deps, args, found.value.team, { news, isChanged: changed.ok });
      else await replyInPlace(args, "Next steps", await currentSteps(deps, found.value.team, news));
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
  if (!step) return err({ kind: "step-not-found" });
  const admitted = await admitToTeam(deps, who, step.team);
  if (!admitted.ok) return admitted;
  const team = admitted.value;
  return ok({ team, changed: await change(deps, { workspace: team.workspace, step: step.id }) });
}

/** Updates a week that only this person sees. In the channel, the outbox updates the digest, and that is the answer. */
async function answerInWeek(
  deps: SurfaceDeps,
  args: Parameters<OnButton>[0],
  team: Team,
  { news, isChanged }: { readonly news: StepChange; readonly isChanged: boolean },
): Promise<void> {
  const isEphemeral = args.body.container["is_ephemeral"] === true;
  if (args.body.view !== undefined || isEphemeral) {
    const week = await currentWeekMessage(deps, team, { hasBetButtons: isEphemeral });
    await replyInPlace(args, "The week", message(paragraph([news.text]), ...week.blocks));
  } else if (!isChanged) await replyEphemerally(args, "Next steps", message(paragraph([news.text])));
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
