import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { readMetadata } from "#slack/kit/form.ts";
import { type OnSubmit, workspaceOf } from "#slack/surfaces/handler.ts";
import { placeForm } from "#slack/surfaces/bets/place-form.ts";
import { findTeamOfChannel } from "#usecases/teams/find-team.ts";
import { setUpTeam } from "#usecases/teams/set-up-team.ts";
import { readSettings, SETTINGS_FIELDS, setUpMetadata } from "./settings-form.ts";
import { settingsErrors } from "./settings-errors.ts";

export function onSetUpSubmitted(deps: SurfaceDeps): OnSubmit {
  return async ({ ack, body, view }) => {
    const { channel, bet } = readMetadata(setUpMetadata, view);
    const workspace = workspaceOf(body);
    const settings = readSettings(view);
    if (!settings.ok) return ack({ response_action: "errors", errors: settings.error });
    const admitted = await deps.access.checkAccess({ workspace, user: body.user.id, channel });
    if (!admitted.ok)
      return ack({ response_action: "errors", errors: { [SETTINGS_FIELDS.name]: explain(admitted.error) } });

    const created = await setUpTeam(deps, { workspace, channel, settings: settings.value });
    if (!created.ok && created.error.kind !== "already-a-team")
      return ack({ response_action: "errors", errors: settingsErrors(created.error) });

    const team = await findTeamOfChannel(deps, { workspace, channel });
    if (bet !== undefined && team)
      await ack({ response_action: "update", view: await placeForm(deps, team, bet) });
    else if (created.ok) await ack();
    else await ack({ response_action: "errors", errors: settingsErrors(created.error) });
    await deps.outbox.deliver();
  };
}
