import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Team } from "#domain/teams/team.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { CommandRequest } from "#slack/surfaces/replies/command-request.ts";
import { openWhenReady, refusalView } from "#slack/surfaces/replies/open-view.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { listTokens } from "#usecases/tokens/list-tokens.ts";
import { tokensView } from "./tokens-view.ts";

/** `/outcomes tokens` */
export const openTokens = ({
  deps,
  client,
  triggerId,
  who,
  team,
  admission,
}: CommandRequest): Promise<void> =>
  openWhenReady(
    client,
    triggerId,
    admission.then((admitted) =>
      admitted.ok ? loadTokensView(deps, who, team) : refusalView(admitted.error),
    ),
  );

/** The list as this person may use it. While Slack doesn't say who they are, they are no admin. */
export async function loadTokensView(
  deps: SurfaceDeps,
  who: Requester,
  team: Team,
  news?: string,
): Promise<ModalView> {
  const { workspace, id } = team;
  const [isAdmin, ofTeam, ofWorkspace] = await Promise.all([
    deps.access.isAdmin(who),
    listTokens(deps, { workspace, team: id }),
    listTokens(deps, { workspace }),
  ]);
  const list = { ofTeam, ofWorkspace, isAdmin: isAdmin === true, calendarId: deps.newId() };
  return tokensView(team, list, news);
}

/** Updates the list that lies under a view. */
export async function refreshTokens(
  deps: SurfaceDeps,
  client: WebClient,
  viewId: string | null | undefined,
  who: Requester,
  team: Team,
): Promise<void> {
  if (viewId) await updateView(client, viewId, await loadTokensView(deps, who, team));
}
