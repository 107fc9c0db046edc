import type { HomeView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { Team } from "#domain/teams/team.ts";
import type { AccessRefusal } from "#slack/platform/access/access.ts";
import type { Requester } from "#slack/platform/access/access.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import { isAway } from "#slack/surfaces/teams/admit-to-erase.ts";
import { findTeamsOfChannels } from "#usecases/teams/find-team.ts";
import { teamOverview, findPauseReason } from "#usecases/teams/team-overview.ts";
import { refusedHome, homeView } from "./home-view.ts";

/** For how long an opened Home counts as still in view. Kept in this process's memory only. */
const RECENT_VIEWERS = { max: 5_000, ttl: 30 * 60_000 };

export type HomeTab = {
  /** Renders Home for a person who opens it. */
  readonly open: (client: WebClient, who: Requester) => Promise<void>;
  /** Updates Home after something the person did, if they opened it recently. */
  readonly updateIfViewed: (client: WebClient, who: Requester) => Promise<void>;
};

export function homeTab(deps: SurfaceDeps): HomeTab {
  const viewers = new LRUCache<string, true>(RECENT_VIEWERS);
  const publish = async (client: WebClient, who: Requester) => {
    await client.views.publish({ user_id: who.user, view: await renderHome(deps, who) });
  };
  return {
    async open(client, who) {
      viewers.set(`${who.workspace}/${who.user}`, true);
      await publish(client, who);
    },
    async updateIfViewed(client, who) {
      if (!viewers.has(`${who.workspace}/${who.user}`)) return;
      // The action itself succeeded. A stale Home is updated when it is next opened.
      await publish(client, who).catch((fault: unknown) =>
        deps.log.warn(
          { fault: fault instanceof Error ? fault.name : "unknown" },
          "Home could not be updated",
        ),
      );
    },
  };
}

async function renderHome(deps: SurfaceDeps, who: Requester): Promise<HomeView> {
  const person = await deps.access.checkPerson(who);
  if (!person.ok) return refusedHome(person.error);
  const { accessible, unconfirmed, unavailable } = await groupTeams(deps, who);
  const unavailableTeams = await Promise.all(
    unavailable.map(async ({ team, kind }) => ({
      team,
      reason: (await findPauseReason(deps, team)) ?? kind,
    })),
  );
  return homeView(
    await Promise.all(accessible.map((team) => teamOverview(deps, team))),
    unconfirmed,
    unavailableTeams,
  );
}

type UnavailableTeam = { readonly team: Team; readonly kind: AccessRefusal["kind"] };
type GroupedTeams = {
  readonly accessible: Team[];
  /** How many teams Slack did not answer for in time. */
  readonly unconfirmed: number;
  readonly unavailable: UnavailableTeam[];
};

/** Groups the teams of the person's channels by whether Ourcome can work there. */
async function groupTeams(deps: SurfaceDeps, who: Requester): Promise<GroupedTeams> {
  const channels = await deps.access.channelsOf(who);
  const teams = await findTeamsOfChannels(deps, { workspace: who.workspace, channels });
  const admissions = await Promise.all(
    teams.map(async (team) => ({
      team,
      admitted: await deps.access.checkAccess({ ...who, channel: team.channel }),
    })),
  );
  const refused = admissions.flatMap(({ team, admitted }) =>
    admitted.ok ? [] : [{ team, refusal: admitted.error }],
  );
  return {
    accessible: admissions.filter(({ admitted }) => admitted.ok).map(({ team }) => team),
    unconfirmed: refused.filter(({ refusal }) => refusal.kind === "slack-silent").length,
    unavailable: refused
      .filter(({ refusal }) => isAway(refusal))
      .map(({ team, refusal }) => ({ team, kind: refusal.kind })),
  };
}
