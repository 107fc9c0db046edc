import type { Bet } from "#domain/bets/bet.ts";
import { type BetList, listBetsBy } from "#domain/bets/bet-list.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** The team's open, due, settled or all bets. */
export async function listBets({ store, now }: Deps, team: Team, which: BetList): Promise<Bet[]> {
  const today = now().toZonedDateTimeISO(team.timeZone).toPlainDate();
  return listBetsBy(which, await store.bets.ofTeam(team.workspace, team.id), today);
}
