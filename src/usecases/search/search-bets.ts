import { matchingAllWords } from "#domain/search/search-query.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { searchTeams, type SearchMatches } from "./find-echoes.ts";
import { findVisibleTeams } from "#usecases/teams/find-team.ts";

/**
 * The bets and learnings that contain all the words: the team's own first, then those of other channels the person may
 * see. The own team is searched separately so that others can't crowd it out.
 */
export async function searchBets(
  deps: Deps,
  own: Team,
  words: string,
  channels: readonly string[],
): Promise<SearchMatches> {
  const search = { workspace: own.workspace, query: matchingAllWords(words) };
  const [, ...others] = await findVisibleTeams(deps, own, channels);
  const ours = await searchTeams(deps, { ...search, teams: [own] });
  const theirs = await searchTeams(deps, { ...search, teams: others });
  return {
    bets: [...ours.bets, ...theirs.bets],
    learnings: [...ours.learnings, ...theirs.learnings],
    more: ours.more || theirs.more,
  };
}
