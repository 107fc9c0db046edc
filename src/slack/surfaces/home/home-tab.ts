import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Team } from "#domain/teams/team.ts";
import { ok, type Result } from "#domain/result.ts";
import type { AccessRefusal, PersonRefusal, Requester } from "#slack/platform/access/access.ts";
import { permalinks } from "#slack/platform/web-api/permalinks.ts";
import type { SurfaceDeps } from "#slack/surfaces/deps.ts";
import type { StepChange } from "#slack/surfaces/next-steps/next-step-list.ts";
import { refusalView } from "#slack/surfaces/replies/open-view.ts";
import { updateView } from "#slack/surfaces/replies/update-view.ts";
import { isAway } from "#slack/surfaces/teams/admit-to-erase.ts";
import { findTeamsOfChannels } from "#usecases/teams/find-team.ts";
import { findRetroMessage, type HomeFacts, readHome } from "#usecases/teams/read-home.ts";
import { findPauseReason } from "#usecases/teams/team-overview.ts";
import { type HomeExtras, homeView, refusedHome } from "./home-view.ts";
import { waitingView } from "./waiting-lines.ts";

/** For how long an opened Home counts as still in view. Kept in this process's memory only. */
const RECENT_VIEWERS = { max: 5_000, ttl: 30 * 60_000 };

/** A Home as it was published: the team it shows, and whether the person chose that team. */
type Viewed = { readonly team: string | undefined; readonly isChosen: boolean };

/** A published Home, as Slack sends it along. It remembers the team that the person chose. */
type PublishedView = { readonly private_metadata?: string | undefined };

export type HomeTab = {
  /** Renders Home for a person who opens it. `view` is what they saw last. */
  readonly open: (client: WebClient, who: Requester, view?: PublishedView) => Promise<void>;
  /** Renders Home again, after a click on it. `news`: what the click did. */
  readonly redraw: (
    client: WebClient,
    who: Requester,
    after: { readonly view?: PublishedView | undefined; readonly news?: StepChange },
  ) => Promise<void>;
  /** Shows another team. */
  readonly choose: (client: WebClient, who: Requester, team: string) => Promise<void>;
  /** Updates Home after something the person did elsewhere, if they opened it recently. */
  readonly updateIfViewed: (client: WebClient, who: Requester) => Promise<void>;
  /** Everything that waits for the person, as a modal. */
  readonly renderWaiting: (client: WebClient, who: Requester, news?: StepChange) => Promise<ModalView>;
  /** Renders that modal again, after a click in it. */
  readonly redrawWaiting: (
    client: WebClient,
    who: Requester,
    viewId: string,
    news: StepChange,
  ) => Promise<void>;
};

export function homeTab(deps: SurfaceDeps): HomeTab {
  const viewers = new LRUCache<string, Viewed>(RECENT_VIEWERS);
  const permalinkOf = permalinks();
  const viewerKey = ({ workspace, user }: Requester) => `${workspace}/${user}`;

  async function publish(
    client: WebClient,
    who: Requester,
    { team, isChosen }: Viewed,
    news?: StepChange,
  ): Promise<void> {
    const read = await readFor(deps, who, team);
    if (!read.ok) {
      viewers.set(viewerKey(who), { team: undefined, isChosen: false });
      await client.views.publish({ user_id: who.user, view: refusedHome(read.error) });
      return;
    }
    const { facts, ...rest } = read.value;
    const shown = facts.shown?.team.id;
    const chosen = isChosen && shown === team;
    viewers.set(viewerKey(who), { team: shown, isChosen: chosen });
    const links = await linksOf(client, who, facts);
    const view = homeView(facts, { ...rest, links, news, isChosen: chosen });
    await client.views.publish({ user_id: who.user, view });
  }

  async function linksOf(
    client: WebClient,
    { workspace }: Requester,
    { waiting }: HomeFacts,
  ): Promise<HomeExtras["links"]> {
    const links = await Promise.all(
      waiting.map(async ({ item }) => {
        if (item.kind !== "retro") return [];
        const place = await findRetroMessage(deps, item);
        const link = place && (await permalinkOf(client, workspace, place));
        return link === undefined ? [] : [[item.retro.id, link] as const];
      }),
    );
    return new Map(links.flat());
  }

  async function renderWaiting(client: WebClient, who: Requester, news?: StepChange): Promise<ModalView> {
    const read = await readFor(deps, who, undefined);
    if (!read.ok) return refusalView(read.error);
    const { facts } = read.value;
    const links = await linksOf(client, who, facts);
    return waitingView(facts.waiting, { named: facts.teams.length > 1, links }, news);
  }

  return {
    renderWaiting,
    async open(client, who, view) {
      const team = chosenTeam(view);
      await publish(client, who, { team, isChosen: team !== undefined });
    },
    async redraw(client, who, { view, news }) {
      const team = chosenTeam(view);
      const viewed = viewers.get(viewerKey(who)) ?? { team, isChosen: team !== undefined };
      await publish(client, who, viewed, news);
    },
    async choose(client, who, team) {
      await publish(client, who, { team, isChosen: true });
    },
    async updateIfViewed(client, who) {
      const viewed = viewers.get(viewerKey(who));
      if (!viewed) return;
      // The action itself succeeded. A stale Home is updated when it is next opened.
      await publish(client, who, viewed).catch((fault: unknown) =>
        deps.log.warn(
          { fault: fault instanceof Error ? fault.name : "unknown" },
          "Home could not be updated",
        ),
      );
    },
    async redrawWaiting(client, who, viewId, news) {
      await updateView(client, viewId, await renderWaiting(client, who, news));
    },
  };
}

const metadata = z.object({ team: z.string() });

/** The team that the person chose. Undefined if they chose none, or in a Home of an older version. */
function chosenTeam(view: PublishedView | undefined): string | undefined {
  if (!view?.private_metadata) return undefined;
  const read = metadata.safeParse(JSON.parse(view.private_metadata));
  return read.success ? read.data.team : undefined;
}

type HomeOf = Pick<HomeExtras, "unconfirmed" | "unavailable"> & { readonly facts: HomeFacts };

/** What a person's Home shows, of the teams in whose channels they may act. */
async function readFor(
  deps: SurfaceDeps,
  who: Requester,
  chosen: string | undefined,
): Promise<Result<HomeOf, PersonRefusal>> {
  const person = await deps.access.checkPerson(who);
  if (!person.ok) return person;
  const { accessible, unconfirmed, unavailable } = await groupTeams(deps, who);
  return ok({
    facts: await readHome(deps, { teams: accessible, person: who.user, chosen }),
    unconfirmed,
    unavailable: await Promise.all(
      unavailable.map(async ({ team, kind }) => ({
        team,
        reason: (await findPauseReason(deps, team)) ?? kind,
      })),
    ),
  });
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
