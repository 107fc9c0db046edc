import { admitToTeam } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { fieldValues, readMetadata } from "#slack/form.ts";
import { type OnAction, workspaceOf } from "#slack/listener.ts";
import { refusalView } from "#slack/open-view.ts";
import { listGoals } from "#usecases/list-goals.ts";
import { betForm, betMetadata, prefillFromFields } from "./bet-form.ts";

/** The question for the dependency comes and goes with the answer; what was typed stays, field by field. */
export function onAloneChosen(deps: SlackDeps): OnAction {
  return async ({ ack, body, client }) => {
    await ack();
    if (!body.view) return;
    const metadata = readMetadata(betMetadata, body.view);
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const admitted = await admitToTeam(deps, who, metadata.team);
    const view = admitted.ok
      ? betForm(
          prefillFromFields(fieldValues(body.view)),
          await listGoals(deps, { ...who, team: metadata.team }),
          metadata,
        )
      : refusalView(admitted.error);
    await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
  };
}
