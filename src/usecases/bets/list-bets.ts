import type { Bet } from "#domain/bets/bet.ts";
import { type BetList, listBetsBy } from "#domain/bets/bet-list.ts";
import type { Team } from "#domain/teams/team.ts";
import { type Deps, todayOf } from "#usecases/deps.ts";

/** The first of some bets, and how many there are; over a thousand are not counted. */
/** A total over this says only that there are more. */
export const MOST_COUNTED = 1_000;

export type BetPage = { readonly bets: readonly Bet[]; readonly total: number };

/** The team's own bets, open, due, settled or all; at most `limit` of those whose number grows with the team's history. */
export async function listBets(
  { store, now }: Deps,
  { workspace, id, timeZone }: Team,
  which: BetList,
  limit: number,
): Promise<BetPage> {
  if (which === "settled") return store.bets.settledPage(workspace, id, limit);
  if (which === "all") return store.bets.newestPage(workspace, id, limit);
  const today = todayOf({ now }, { timeZone });
  const bets = listBetsBy(which, await store.bets.unsettled(workspace, id), today);
  return { bets, total: bets.length };
}
