import { holdingAll } from "#domain/search-words.ts";
import type { Team } from "#domain/team.ts";
import type { Deps } from "./deps.ts";
import { findAmong, type Found } from "./find-echoes.ts";
import { findTeamsSeen } from "./find-team.ts";

/** The bets and learnings that hold all of the words, in the team's own channel and in others that may be looked into; the own ones first. */
export async function searchBets(
  deps: Deps,
  own: Team,
  words: string,
  channels: readonly string[],
): Promise<Found> {
  const { workspace } = own;
  const teams = await findTeamsSeen(deps, own, channels);
  const found = await findAmong(deps, { workspace, query: holdingAll(words), teams });
  return { ...found, bets: ownFirst(found.bets, own), learnings: ownFirst(found.learnings, own) };
}

const ownFirst = <One extends { readonly team: Team }>(found: readonly One[], own: Team): One[] =>
  found.toSorted((a, b) => Number(b.team.id === own.id) - Number(a.team.id === own.id));
