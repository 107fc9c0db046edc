import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { fieldValues, readMetadata } from "#slack/kit/form.ts";
import { type OnAction, workspaceOf } from "#slack/surfaces/handler.ts";
import { pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { betMetadata, prefillFromFields } from "./bet-form.ts";
import { echoOfForm, filledForm } from "./place-form.ts";

/** Updates the form after an input: shows or hides the dependency question, lists similar bets, keeps all values. */
export function onBetFormChanged(deps: SurfaceDeps): OnAction {
  return async ({ ack, body, client }) => {
    await ack();
    if (!body.view) return;
    const metadata = readMetadata(betMetadata, body.view);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const [team, channels] = await Promise.all([
      admitToTeam(deps, who, metadata.team),
      deps.visibleChannels(who),
    ]);
    // Pushed on top of the form, which keeps what was typed.
    if (!team.ok) return pushView(client, body.trigger_id, refusalView(team.error));
    const filled = prefillFromFields(fieldValues(body.view));
    const echo = await echoOfForm(deps, team.value, filled, channels ?? []);
    const view = await filledForm(deps, team.value, filled, metadata, echo);
    await updateView(client, body.view.id, view, body.view.hash);
  };
}
