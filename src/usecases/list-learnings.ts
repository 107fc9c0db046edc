import type { Bet } from "#domain/bet.ts";
import type { Learning } from "#domain/retro.ts";
import type { Team } from "#domain/team.ts";
import { wordSearch } from "#domain/word-search.ts";
import type { Deps } from "./deps.ts";

/** A learning, with the bet it came from. */
export type LearningFacts = { readonly learning: Learning; readonly bet: Bet };

/** What the team learned, the newest first: all of it, or what holds all of the words, in the learning or the bet's title. */
export async function listLearnings({ store }: Deps, team: Team, words: string): Promise<LearningFacts[]> {
  const learnings = await store.learnings.ofTeam(team.workspace, team.id);
  const bets = new Map((await store.bets.ofTeam(team.workspace, team.id)).map((bet) => [bet.id, bet]));
  const holds = wordSearch(words);
  return learnings
    .flatMap((learning) => {
      const bet = bets.get(learning.bet);
      return bet ? [{ learning, bet }] : [];
    })
    .filter(({ learning, bet }) => words.trim() === "" || holds(learning.text, bet.title));
}
