import type { Bet } from "#domain/bet.ts";
import { isDue, listBetsBy } from "#domain/bet-list.ts";
import type { Goal } from "#domain/goal.ts";
import type { NextStep } from "#domain/next-step.ts";
import type { Team } from "#domain/team.ts";
import type { Deps } from "./deps.ts";

/** Where a team stands today (its own calendar): what waits for it, what is open besides, its goals and next steps. */
export type TeamOverview = {
  readonly team: Team;
  readonly today: Temporal.PlainDate;
  readonly due: readonly Bet[];
  readonly open: readonly Bet[];
  readonly goals: readonly Goal[];
  readonly steps: readonly NextStep[];
};

export async function lookAtTeam({ store, now }: Deps, team: Team): Promise<TeamOverview> {
  const { workspace, id } = team;
  const today = now().toZonedDateTimeISO(team.timeZone).toPlainDate();
  const open = listBetsBy("open", await store.bets.ofTeam(workspace, id), today);
  return {
    team,
    today,
    due: open.filter((bet) => isDue(bet, today)),
    open: open.filter((bet) => !isDue(bet, today)),
    goals: await store.goals.ofTeam(workspace, id),
    steps: await store.nextSteps.openOfTeam(workspace, id),
  };
}
