import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnButton, type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { openView, loadingView, pushView, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { eraseTeam } from "#usecases/teams/erase-team.ts";
import { admitToErase } from "./admit-to-erase.ts";
import { erasedNotice, eraseErrors, eraseForm, eraseMetadata, readErase } from "./erase-form.ts";

/**
 * *Erase this team's record* in the settings, or on Home if Ourcome can't work in the channel any more. Only opens the
 * form: nothing is erased until the team's name is typed.
 */
export function onEraseTeam(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = { workspace: workspaceOf(body), user: body.user.id };
    const form = admitToErase(deps, who, action.value ?? "").then((team) =>
      team.ok ? eraseForm(team.value) : refusalView(team.error),
    );
    const show = body.view?.type === "home" ? openView : pushView;
    return show(client, body.trigger_id, loadingView, form);
  };
}

export function onEraseSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { team: id } = readMetadata(eraseMetadata, view);
    const workspace = workspaceOf(body);
    const read = readErase(view);
    if (!read.ok) return ack({ response_action: "errors", errors: read.error });
    const admitted = await admitToErase(deps, { workspace, user: body.user.id }, id);
    if (!admitted.ok) return ack({ response_action: "errors", errors: eraseErrors(explain(admitted.error)) });

    const erased = await eraseTeam(deps, { workspace, team: id, name: read.value.name });
    if (!erased.ok) return ack({ response_action: "errors", errors: eraseErrors(explain(erased.error)) });
    await ack({ response_action: "update", view: erasedNotice(erased.value) });
  };
}
