import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { changeSettings } from "#usecases/teams/change-settings.ts";
import { settingsErrors } from "./settings-errors.ts";
import { readSettings, SETTINGS_FIELDS, settingsMetadata } from "./settings-form.ts";

export function onSettingsSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { team } = readMetadata(settingsMetadata, view);
    const workspace = workspaceOf(body);
    const settings = readSettings(view);
    if (!settings.ok) return ack({ response_action: "errors", errors: settings.error });
    const admitted = await admitToTeam(deps, { workspace, user: body.user.id }, team);
    if (!admitted.ok)
      return ack({ response_action: "errors", errors: { [SETTINGS_FIELDS.name]: explain(admitted.error) } });

    const changed = await changeSettings(deps, { workspace, team, settings: settings.value });
    if (!changed.ok) return ack({ response_action: "errors", errors: settingsErrors(changed.error) });
    await ack();
    await deps.outbox.deliver();
  };
}
