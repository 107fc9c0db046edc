import type { ModalView } from "@slack/types";
import type { Team } from "#domain/teams/team.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import { isolateRightToLeft } from "#slack/kit/text.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { type OnButton, workspaceOf } from "#slack/surfaces/handler.ts";
import { VIEWS } from "#slack/surfaces/ids.ts";
import { admitToTeam } from "#slack/surfaces/replies/admission.ts";
import { loadingView, pushView, refusalView, showWhenReady } from "#slack/surfaces/replies/open-view.ts";
import { explain } from "#slack/surfaces/replies/refusals.ts";
import { makeCalendar } from "#usecases/tokens/make-token.ts";
import { revokeToken } from "#usecases/tokens/revoke-token.ts";
import { calendarView, noAddressView } from "./secret-view.ts";
import { loadTokensView, refreshTokens } from "./show-tokens.ts";
import { tokenForm } from "./token-form.ts";
import { readRevokeValue } from "./tokens-view.ts";

const requesterOf = (body: Parameters<OnButton>[0]["body"]): Requester => ({
  workspace: workspaceOf(body),
  user: body.user.id,
});

/** A button with a team's id that pushes a view, once it is known that the person may act in its channel. */
const pushesView =
  (
    render: (deps: SurfaceDeps, who: Requester, team: Team, id: string) => Promise<ModalView>,
    then: (deps: SurfaceDeps, args: Parameters<OnButton>[0], team: Team) => Promise<void> = async () => {},
  ) =>
  (deps: SurfaceDeps): OnButton =>
  async (args) => {
    const { ack, action, body, client } = args;
    await ack();
    const who = requesterOf(body);
    // The second part is the id of what the button makes, so that two clicks on it make one.
    const [teamId = "", id = deps.newId()] = (action.value ?? "").split("/");
    const admitted = admitToTeam(deps, who, teamId);
    const view = admitted.then((team) =>
      team.ok ? render(deps, who, team.value, id) : refusalView(team.error),
    );
    await pushView(client, body.trigger_id, loadingView, view);
    const team = await admitted;
    if (team.ok) await then(deps, args, team.value);
  };

/** *Tokens and calendar* in the settings. */
export const onOpenTokens = pushesView((deps, who, team) => loadTokensView(deps, who, team));

export const onNewToken = pushesView(async (deps, who, team, id) =>
  tokenForm(team, (await deps.access.isAdmin(who)) === true, id),
);

export const onAddCalendar = pushesView(
  async (deps, _who, team, id) => {
    const { url } = deps.server;
    if (url === undefined) return noAddressView;
    const made = await makeCalendar(deps, {
      workspace: team.workspace,
      team: team.id,
      name: "Calendar of reviews",
      id,
    });
    return made.ok ? calendarView(made.value, url) : refusalView(made.error);
  },
  async (deps, { body, client }, team) => {
    if (body.view?.callback_id === VIEWS.tokens)
      await refreshTokens(deps, client, body.view.id, requesterOf(body), team);
  },
);

/** *Revoke* in the list. A token for the whole workspace takes an admin, whom Slack is asked about now. */
export function onRevokeToken(deps: SurfaceDeps): OnButton {
  return async ({ ack, action, body, client }) => {
    await ack();
    const who = requesterOf(body);
    return showWhenReady(client, body, revoke(deps, who, readRevokeValue(action.value)));
  };
}

async function revoke(
  deps: SurfaceDeps,
  who: Requester,
  { team: id, token, isForWorkspace }: ReturnType<typeof readRevokeValue>,
): Promise<ModalView> {
  const team = await admitToTeam(deps, who, id);
  if (!team.ok) return refusalView(team.error);
  const { workspace } = who;
  if (isForWorkspace && (await deps.access.isAdmin(who)) !== true)
    return loadTokensView(deps, who, team.value, explain({ kind: "not-an-admin" }));
  const revoked = await revokeToken(deps, {
    workspace,
    token,
    ...(!isForWorkspace && { team: team.value.id }),
  });
  const news = revoked.ok
    ? `${isolateRightToLeft(revoked.value.name)} is revoked: it opens nothing any more.`
    : explain(revoked.error);
  return loadTokensView(deps, who, team.value, news);
}
