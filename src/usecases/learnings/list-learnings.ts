import type { Bet } from "#domain/bets/bet.ts";
import type { Learning } from "#domain/retros/retro.ts";
import type { Team } from "#domain/teams/team.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import { wordMatcher } from "#domain/search/word-match.ts";
import type { Deps } from "#usecases/deps.ts";

/** A learning, with the bet it came from. */
export type LearningFacts = { readonly learning: Learning; readonly bet: Bet };

/** A search ranks no more than these. */
const MOST_FOUND = 1_000;

/**
 * What the team learned, the newest first: all of it, or what holds all of the words, whatever their endings in the
 * learning itself, or as they stand in it and the bet's title.
 */
export async function listLearnings({ store }: Deps, team: Team, words: string): Promise<LearningFacts[]> {
  const learnings = await store.learnings.ofTeam(team.workspace, team.id);
  const bets = new Map((await store.bets.ofTeam(team.workspace, team.id)).map((bet) => [bet.id, bet]));
  const holds = wordMatcher(words);
  const hits = await store.search.find(team.workspace, matchingAllWords(words), {
    teams: [team.id],
    limit: MOST_FOUND,
  });
  const found = new Set(hits.filter(({ kind }) => kind === "learning").map(({ id }) => id));
  return learnings
    .flatMap((learning) => {
      const bet = bets.get(learning.bet);
      return bet ? [{ learning, bet }] : [];
    })
    .filter(
      ({ learning, bet }) => words.trim() === "" || found.has(learning.id) || holds(learning.text, bet.title),
    );
}
