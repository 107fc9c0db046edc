import type { Bet } from "#domain/bets/bet.ts";
import type { Learning } from "#domain/retros/retro.ts";
import type { Team } from "#domain/teams/team.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import { wordMatcher } from "#domain/search/word-match.ts";
import type { Deps } from "#usecases/deps.ts";

/** A learning and the bet it came from. */
export type LearningFacts = { readonly learning: Learning; readonly bet: Bet };

const MAX_HITS = 1_000;

/**
 * The team's learnings, newest first: all of them, or those that contain every word. Word endings are ignored within
 * the learning itself; across the learning and its bet's title, words must match as typed.
 */
export async function listLearnings({ store }: Deps, team: Team, words: string): Promise<LearningFacts[]> {
  const learnings = await store.learnings.ofTeam(team.workspace, team.id);
  const bets = new Map((await store.bets.ofTeam(team.workspace, team.id)).map((bet) => [bet.id, bet]));
  const matches = wordMatcher(words);
  const hits = await store.search.find(team.workspace, matchingAllWords(words), {
    teams: [team.id],
    limit: MAX_HITS,
  });
  const foundIds = new Set(hits.filter(({ kind }) => kind === "learning").map(({ id }) => id));
  return learnings
    .flatMap((learning) => {
      const bet = bets.get(learning.bet);
      return bet ? [{ learning, bet }] : [];
    })
    .filter(
      ({ learning, bet }) =>
        words.trim() === "" || foundIds.has(learning.id) || matches(learning.text, bet.title),
    );
}
