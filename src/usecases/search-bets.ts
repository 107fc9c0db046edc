import type { Bet } from "#domain/bet.ts";
import { searchBetsBy } from "#domain/bet-list.ts";
import type { Team } from "#domain/team.ts";
import type { Deps } from "./deps.ts";

/** The team's own bets that hold all of the words. */
export const searchBets = async ({ store }: Deps, team: Team, words: string): Promise<Bet[]> =>
  searchBetsBy(words, await store.bets.ofTeam(team.workspace, team.id));
