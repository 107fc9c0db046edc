import type { Bet } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";
import { matchingAllWords } from "#domain/search/search-query.ts";
import { wordMatcher } from "#domain/search/word-match.ts";
import type { Deps } from "#usecases/deps.ts";
import { type Learning, onTopFirst } from "#domain/learnings/learning.ts";

/** A learning and the bet it came from. */
export type LearningFacts = { readonly learning: Learning; readonly bet: Bet };

/** The first of some learnings, and how many there are. */
export type LearningPage = { readonly learnings: readonly LearningFacts[]; readonly total: number };

/** The most hits a search ranks. */
const MAX_HITS = 1_000;

/**
 * What the team learned, what is on top first, then the newest: at most `limit` of all of it, or what holds all of the words, whatever their
 * endings in the learning itself, or as they stand in it and the bet's title.
 */
export async function listLearnings(
  deps: Deps,
  team: Team,
  words: string,
  limit: number,
): Promise<LearningPage> {
  const { store } = deps;
  if (words.trim() === "") {
    const { learnings, total } = await store.learnings.newestPage(team.workspace, team.id, limit);
    return { learnings: await withBets(deps, team, learnings), total };
  }
  const holds = wordMatcher(words);
  const hits = await store.search.find(team.workspace, matchingAllWords(words), {
    teams: [team.id],
    limit: MAX_HITS,
  });
  const found = new Set(hits.filter(({ kind }) => kind === "learning").map(({ id }) => id));
  const all = await withBets(deps, team, onTopFirst(await store.learnings.ofTeam(team.workspace, team.id)));
  const learnings = all.filter(
    ({ learning, bet }) => found.has(learning.id) || holds(learning.text, bet.title),
  );
  return { learnings, total: learnings.length };
}

async function withBets(
  { store }: Deps,
  { workspace }: Team,
  learnings: readonly Learning[],
): Promise<LearningFacts[]> {
  const ids = [...new Set(learnings.map(({ bet }) => bet))];
  const bets = new Map((await store.bets.findAll(workspace, ids)).map((bet) => [bet.id, bet]));
  return learnings.flatMap((learning) => {
    const bet = bets.get(learning.bet);
    return bet ? [{ learning, bet }] : [];
  });
}
