import type { HomeView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { Team } from "#domain/teams/team.ts";
import type { AccessRefusal } from "#slack/platform/access/access.ts";
import type { Who } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { isAway } from "#slack/surfaces/teams/admit-to-erase.ts";
import { findTeamsOfChannels } from "#usecases/teams/find-team.ts";
import { teamOverview, findPauseReason } from "#usecases/teams/team-overview.ts";
import { closedHome, homeView } from "./home-view.ts";

/** For how long a Home that was opened is taken to be still in front of somebody. In this process's memory only. */
const WATCHED = { max: 5_000, ttl: 30 * 60_000 };

export type HomeTab = {
  /** Draws the Home of somebody who opens it. */
  readonly open: (client: WebClient, who: Who) => Promise<void>;
  /** Draws it again after something that they did, if they opened it a while ago. */
  readonly follow: (client: WebClient, who: Who) => Promise<void>;
};

export function homeTab(deps: SurfaceDeps): HomeTab {
  const watched = new LRUCache<string, true>(WATCHED);
  const publish = async (client: WebClient, who: Who) => {
    await client.views.publish({ user_id: who.user, view: await homeOf(deps, who) });
  };
  return {
    async open(client, who) {
      watched.set(`${who.workspace}/${who.user}`, true);
      await publish(client, who);
    },
    async follow(client, who) {
      if (!watched.has(`${who.workspace}/${who.user}`)) return;
      // What they did is done: a Home that lags behind is updated when it is next opened.
      await publish(client, who).catch((fault: unknown) =>
        deps.log.warn({ fault: fault instanceof Error ? fault.name : "unknown" }, "a Home was not updated"),
      );
    },
  };
}

async function homeOf(deps: SurfaceDeps, who: Who): Promise<HomeView> {
  const person = await deps.access.admitPerson(who);
  if (!person.ok) return closedHome(person.error);
  const { theirs, silent, gone } = await teamsOf(deps, who);
  const away = await Promise.all(
    gone.map(async ({ team, kind }) => ({ team, reason: (await findPauseReason(deps, team)) ?? kind })),
  );
  return homeView(await Promise.all(theirs.map((team) => teamOverview(deps, team))), silent, away);
}

type Gone = { readonly team: Team; readonly kind: AccessRefusal["kind"] };
type TeamsOf = { readonly theirs: Team[]; readonly silent: number; readonly gone: Gone[] };

/** The teams whose channel the person is a member of, as far as Ourcome works there; those whose channel went away apart. */
async function teamsOf(deps: SurfaceDeps, who: Who): Promise<TeamsOf> {
  const channels = await deps.access.channelsOf(who);
  const teams = await findTeamsOfChannels(deps, { workspace: who.workspace, channels });
  const admissions = await Promise.all(
    teams.map(async (team) => ({
      team,
      admitted: await deps.access.admit({ ...who, channel: team.channel }),
    })),
  );
  const refused = admissions.flatMap(({ team, admitted }) =>
    admitted.ok ? [] : [{ team, refusal: admitted.error }],
  );
  return {
    theirs: admissions.filter(({ admitted }) => admitted.ok).map(({ team }) => team),
    silent: refused.filter(({ refusal }) => refusal.kind === "slack-silent").length,
    gone: refused
      .filter(({ refusal }) => isAway(refusal))
      .map(({ team, refusal }) => ({ team, kind: refusal.kind })),
  };
}
