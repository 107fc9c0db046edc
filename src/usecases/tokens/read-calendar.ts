import type { Bet } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";
import { useToken } from "./use-token.ts";

/** A team and its open bets, in the order of their numbers. */
export type ReviewCalendar = { readonly team: Team; readonly bets: readonly Bet[] };

/** The calendar that a secret opens. Undefined if it is unknown, revoked or a token of the API. */
export async function readCalendar(deps: Deps, secret: string): Promise<ReviewCalendar | undefined> {
  const token = await useToken(deps, "calendar", secret);
  if (token?.team === undefined) return undefined;
  const { workspace, team: id } = token;
  const team = await deps.store.teams.find(workspace, id);
  if (!team) return undefined;
  const unsettled = await deps.store.bets.unsettled(workspace, id);
  const bets = unsettled.filter(({ state }) => state.kind === "open");
  return { team, bets: bets.toSorted((a, b) => a.number - b.number) };
}
