import type { Bet } from "#domain/bets/bet.ts";
import { type Echo, echoOf } from "#domain/search/echo.ts";
import { similarTo, type SearchQuery } from "#domain/search/search-query.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { findVisibleTeams } from "#usecases/teams/find-team.ts";
import type { Learning } from "#domain/learnings/learning.ts";

export type BetOfTeam = { readonly bet: Bet; readonly team: Team };
export type LearningOfTeam = { readonly learning: Learning; readonly bet: Bet; readonly team: Team };

/** The bets and learnings a search found, best match first. */
export type SearchMatches = {
  readonly bets: readonly BetOfTeam[];
  readonly learnings: readonly LearningOfTeam[];
  /** True if the search hit its limit. */
  readonly more: boolean;
};

/** Earlier bets and learnings that resemble a bet being placed, with their teams. */
export type EchoOfTeams = Echo<BetOfTeam, LearningOfTeam> & Pick<SearchMatches, "more">;

/**
 * Finds what resembles a bet being placed, in its own team and in the teams of `channels`, which the person may see.
 * Includes the learnings of similar bets.
 */
export async function findEchoes(
  deps: Deps,
  own: Team,
  like: Parameters<typeof similarTo>[0],
  channels: readonly string[],
): Promise<EchoOfTeams | undefined> {
  const { workspace } = own;
  const query = similarTo(like);
  const teams = await findVisibleTeams(deps, own, channels);
  const found = await searchTeams(deps, { workspace, query, teams });
  const similarBets = new Map(found.bets.map((one) => [one.bet.id, one]));
  const learnings = await deps.store.learnings.ofBets(workspace, [...similarBets.keys()]);
  const echo = echoOf({
    ...found,
    learningsOfBets: learnings.flatMap((learning) => {
      const one = similarBets.get(learning.bet);
      return one ? [{ learning, ...one }] : [];
    }),
  });
  return echo && { ...echo, more: found.more };
}

/** Nobody reads more than a hundred. */
const MAX_HITS = 100;

/** The person who searches must be allowed to see the channels of all `teams`. */
export async function searchTeams(
  { store }: Pick<Deps, "store">,
  { workspace, query, teams }: { workspace: string; query: SearchQuery; teams: readonly Team[] },
): Promise<SearchMatches> {
  const hits = await store.search.find(workspace, query, {
    teams: teams.map(({ id }) => id),
    limit: MAX_HITS,
  });
  const ids = hits.filter(({ kind }) => kind === "learning").map(({ id }) => id);
  const [bets, learnings] = await Promise.all([
    store.bets.findAll(workspace, [...new Set(hits.map(({ bet }) => bet))]),
    store.learnings.findAll(workspace, ids),
  ]);
  const teamsById = new Map(teams.map((team) => [team.id, team]));
  const betsById = new Map(bets.map((bet) => [bet.id, bet]));
  const learningsById = new Map(learnings.map((learning) => [learning.id, learning]));
  const hitsWithTeam = hits.flatMap((hit) => {
    const bet = betsById.get(hit.bet);
    const team = teamsById.get(hit.team);
    return bet && team ? [{ hit, bet, team }] : [];
  });
  return {
    more: hits.length === MAX_HITS,
    bets: hitsWithTeam.filter(({ hit }) => hit.kind === "bet").map(({ bet, team }) => ({ bet, team })),
    learnings: hitsWithTeam.flatMap(({ hit, bet, team }) => {
      const learning = learningsById.get(hit.id);
      return hit.kind === "learning" && learning ? [{ learning, bet, team }] : [];
    }),
  };
}
