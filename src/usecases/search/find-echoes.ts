import type { Bet } from "#domain/bets/bet.ts";
import type { Learning } from "#domain/retros/retro.ts";
import { type Echo, echoOf } from "#domain/search/echo.ts";
import { similarTo, type SearchQuery } from "#domain/search/search-query.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { findTeamsSeen } from "#usecases/teams/find-team.ts";

export type BetOfTeam = { readonly bet: Bet; readonly team: Team };
export type LearningOfTeam = { readonly learning: Learning; readonly bet: Bet; readonly team: Team };

/** What the words of bets and learnings gave, the best fit first. */
export type Found = {
  readonly bets: readonly BetOfTeam[];
  readonly learnings: readonly LearningOfTeam[];
  /** There is more than was looked at. */
  readonly more: boolean;
};

/** What earlier bets and learnings say to a bet that is being placed, with whose they are. */
export type EchoOfTeams = Echo<BetOfTeam, LearningOfTeam> & Pick<Found, "more">;

/**
 * What resembles a bet that is being placed, in its own team's channel and in others that may be looked into. The
 * learnings are those that it may build on.
 */
export async function findEchoes(
  deps: Deps,
  own: Team,
  like: Parameters<typeof similarTo>[0],
  channels: readonly string[],
): Promise<EchoOfTeams | undefined> {
  const { workspace } = own;
  const query = similarTo(like);
  const teams = await findTeamsSeen(deps, own, channels);
  const found = await searchTeams(deps, { workspace, query, teams });
  const of = new Map(found.bets.map((one) => [one.bet.id, one]));
  const learnings = await deps.store.learnings.ofBets(workspace, [...of.keys()]);
  const echo = echoOf({
    ...found,
    learningsOfBets: learnings.flatMap((learning) => {
      const one = of.get(learning.bet);
      return one ? [{ learning, ...one }] : [];
    }),
  });
  return echo && { ...echo, more: found.more };
}

/** More than a hundred nobody reads. */
const MOST = 100;

/** Whoever asks may look into the channels of these teams. */
export async function searchTeams(
  { store }: Pick<Deps, "store">,
  { workspace, query, teams }: { workspace: string; query: SearchQuery; teams: readonly Team[] },
): Promise<Found> {
  const hits = await store.search.find(workspace, query, { teams: teams.map(({ id }) => id), limit: MOST });
  const ids = hits.filter(({ kind }) => kind === "learning").map(({ id }) => id);
  const [bets, learnings] = await Promise.all([
    store.bets.findAll(workspace, [...new Set(hits.map(({ bet }) => bet))]),
    store.learnings.findAll(workspace, ids),
  ]);
  const teamsById = new Map(teams.map((team) => [team.id, team]));
  const betsById = new Map(bets.map((bet) => [bet.id, bet]));
  const learningsById = new Map(learnings.map((learning) => [learning.id, learning]));
  const ofTeam = hits.flatMap((hit) => {
    const bet = betsById.get(hit.bet);
    const team = teamsById.get(hit.team);
    return bet && team ? [{ hit, bet, team }] : [];
  });
  return {
    more: hits.length === MOST,
    bets: ofTeam.filter(({ hit }) => hit.kind === "bet").map(({ bet, team }) => ({ bet, team })),
    learnings: ofTeam.flatMap(({ hit, bet, team }) => {
      const learning = learningsById.get(hit.id);
      return hit.kind === "learning" && learning ? [{ learning, bet, team }] : [];
    }),
  };
}
