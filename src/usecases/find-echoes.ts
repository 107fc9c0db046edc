import type { Bet } from "#domain/bet.ts";
import type { Learning } from "#domain/retro.ts";
import type { SearchQuery } from "#domain/search-words.ts";
import type { Team } from "#domain/team.ts";
import type { Deps } from "./deps.ts";

export type BetOfTeam = { readonly bet: Bet; readonly team: Team };
export type LearningOfTeam = { readonly learning: Learning; readonly bet: Bet; readonly team: Team };

/** What the words of bets and learnings gave, the best fit first. */
export type Found = { readonly bets: readonly BetOfTeam[]; readonly learnings: readonly LearningOfTeam[] };

/** Whoever asks may look into the channels of these teams. More than two hundred nobody reads. */
const MOST = 200;

export async function findAmong(
  { store }: Pick<Deps, "store">,
  { workspace, query, teams }: { workspace: string; query: SearchQuery; teams: readonly Team[] },
): Promise<Found> {
  const hits = await store.echoes.search(workspace, query, { teams: teams.map(({ id }) => id), limit: MOST });
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
    bets: ofTeam.filter(({ hit }) => hit.kind === "bet").map(({ bet, team }) => ({ bet, team })),
    learnings: ofTeam.flatMap(({ hit, bet, team }) => {
      const learning = learningsById.get(hit.id);
      return hit.kind === "learning" && learning ? [{ learning, bet, team }] : [];
    }),
  };
}
