import type { Bet } from "#domain/bets/bet.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team and its open bets, in the order of their numbers. */
export type TeamWithOpenBets = { readonly team: Team; readonly open: readonly Bet[] };

/** The teams that a token is for: one, or all of its workspace. */
export async function listTeams(
  { store }: Deps,
  { workspace, team: id }: { readonly workspace: string; readonly team?: string },
): Promise<TeamWithOpenBets[]> {
  const own = id === undefined ? undefined : await store.teams.find(workspace, id);
  const teams = id === undefined ? await store.teams.ofWorkspace(workspace) : own ? [own] : [];
  const listed: TeamWithOpenBets[] = [];
  for (const team of teams) {
    const unsettled = await store.bets.unsettled(workspace, team.id);
    const open = unsettled.filter(({ state }) => state.kind === "open");
    listed.push({ team, open: open.toSorted((a, b) => a.number - b.number) });
  }
  return listed;
}
