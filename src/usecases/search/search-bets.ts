import { matchingAllWords } from "#domain/search/search-query.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { searchTeams, type Found } from "./find-echoes.ts";
import { findTeamsSeen } from "#usecases/teams/find-team.ts";

/**
 * The bets and learnings that hold all of the words: the own ones first, looked for by themselves so that no others crowd
 * them out, then those of other channels that may be looked into.
 */
export async function searchBets(
  deps: Deps,
  own: Team,
  words: string,
  channels: readonly string[],
): Promise<Found> {
  const asked = { workspace: own.workspace, query: matchingAllWords(words) };
  const [, ...others] = await findTeamsSeen(deps, own, channels);
  const ours = await searchTeams(deps, { ...asked, teams: [own] });
  const theirs = await searchTeams(deps, { ...asked, teams: others });
  return {
    bets: [...ours.bets, ...theirs.bets],
    learnings: [...ours.learnings, ...theirs.learnings],
    more: ours.more || theirs.more,
  };
}
