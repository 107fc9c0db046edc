import type { ViewOutput } from "@slack/bolt";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { fieldValues, readMetadata } from "#slack/kit/form.ts";
import { type OnAction, type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { withRemarksOf } from "#slack/surfaces/wording/remarks.ts";
import { BET_FIELDS, betMetadata, prefillFromFields } from "./form/fields.ts";
import { echoOfForm, filledForm } from "./place-form.ts";

type Request = Pick<Parameters<OnAction>[0], "ack" | "body" | "client">;

/** Draws the form again: with or without what is behind "More", with similar bets, and with all values. */
async function drawAgain(
  deps: SurfaceDeps,
  { ack, body, client }: Request,
  more: (shown: boolean) => boolean,
): Promise<void> {
  await ack();
  if (!body.view) return;
  const { hidden: _hidden, ...metadata } = readMetadata(betMetadata, body.view);
  const who = { workspace: workspaceOf(body), user: body.user.id };
  const [team, channels] = await Promise.all([
    admitToTeam(deps, who, metadata.team),
    deps.visibleChannels(who),
  ]);
  // Pushed on top of the form, which keeps what was typed.
  if (!team.ok) return pushView(client, body.trigger_id, refusalView(team.error));
  const filled = prefillFromFields(fieldValues(body.view));
  const echo = await echoOfForm(deps, team.value, filled, channels ?? []);
  const form = { filled, metadata, more: more(showsMore(body.view)) };
  const view = withRemarksOf(body.view, await filledForm(deps, team.value, form, echo));
  await updateView(client, body.view.id, view, body.view.hash);
}

const showsMore = ({ state }: Pick<ViewOutput, "state">): boolean => BET_FIELDS.belief in state.values;

/** Updates the form after an input: shows or hides the dependency question, lists similar bets. */
export const onBetFormChanged =
  (deps: SurfaceDeps): OnAction =>
  (args) =>
    drawAgain(deps, args, (shown) => shown);

/** *More* and *Less*: shows or hides the fields that most bets can do without. */
export const onMoreOfBet =
  (deps: SurfaceDeps): OnButton =>
  (args) =>
    drawAgain(deps, args, (shown) => !shown);
