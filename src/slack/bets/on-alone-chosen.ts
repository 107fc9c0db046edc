import { admitToTeam } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { fieldValues, readMetadata } from "#slack/form.ts";
import { type OnAction, workspaceOf } from "#slack/listener.ts";
import { pushView, refusalView } from "#slack/open-view.ts";
import { updateView } from "#slack/update-view.ts";
import { listBetChoices } from "#usecases/list-bet-choices.ts";
import { betForm, betMetadata, prefillFromFields } from "./bet-form.ts";

/** The question for the dependency comes and goes with the answer; what was typed stays, field by field. */
export function onAloneChosen(deps: SlackDeps): OnAction {
  return async ({ ack, body, client }) => {
    await ack();
    if (!body.view) return;
    const metadata = readMetadata(betMetadata, body.view);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToTeam(deps, who, metadata.team);
    // On top of the form: what was typed stays below.
    if (!admitted.ok) return pushView(client, body.trigger_id, refusalView(admitted.error));
    const choices = await listBetChoices(deps, { ...who, team: metadata.team });
    const view = betForm(prefillFromFields(fieldValues(body.view)), choices, metadata);
    await updateView(client, body.view.id, view, body.view.hash);
  };
}
