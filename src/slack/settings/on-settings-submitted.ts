import { admitToTeam } from "#slack/admit.ts";
import type { SlackDeps } from "#slack/deps.ts";
import { explain } from "#slack/errors.ts";
import { readMetadata } from "#slack/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/listener.ts";
import { changeSettings } from "#usecases/change-settings.ts";
import { settingsErrors } from "./settings-errors.ts";
import { readSettings, SETTINGS_FIELDS, settingsMetadata } from "./settings-form.ts";

export function onSettingsSubmitted(deps: SlackDeps): OnSubmit {
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
    await deps.messenger.deliver();
  };
}
