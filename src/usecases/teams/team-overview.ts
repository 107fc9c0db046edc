import type { Bet } from "#domain/bets/bet.ts";
import { isDue, listBetsBy } from "#domain/bets/bet-list.ts";
import type { Delivery } from "#domain/deliveries/delivery.ts";
import type { Goal } from "#domain/goals/goal.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import { type Pulse, takesAnswers } from "#domain/pulses/pulse.ts";
import { TIME_ZONE_LOST, type Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A team today, in its own time zone: due bets, other open bets, goals and next steps. */
export type TeamOverview = {
  readonly team: Team;
  readonly today: Temporal.PlainDate;
  readonly due: readonly Bet[];
  readonly open: readonly Bet[];
  readonly goals: readonly Goal[];
  readonly steps: readonly NextStep[];
  /** The pulse that takes answers now. */
  readonly pulse: Pulse | undefined;
  /** Why its messages are paused. Undefined if they aren't. */
  readonly paused: string | undefined;
  /** Messages that may not have arrived. */
  readonly uncertain: readonly Delivery[];
};

export async function teamOverview(deps: Deps, team: Team): Promise<TeamOverview> {
  const { store, now } = deps;
  const { workspace, id } = team;
  const at = now();
  const today = at.toZonedDateTimeISO(team.timeZone).toPlainDate();
  const open = listBetsBy("open", await store.bets.unsettled(workspace, id), today);
  const blocked = await store.deliveries.blocked(workspace, id);
  return {
    team,
    today,
    due: open.filter((bet) => isDue(bet, today)),
    open: open.filter((bet) => !isDue(bet, today)),
    goals: await store.goals.ofTeam(workspace, id),
    steps: await store.nextSteps.openOfTeam(workspace, id),
    pulse: (await store.pulses.lastOfTeam(workspace, id, 1)).findLast((pulse) => takesAnswers(pulse, at)),
    paused: pauseReason(team, blocked),
    uncertain: blocked.filter(({ state }) => state.kind === "uncertain"),
  };
}

/** Why a team's messages are paused. Undefined if they aren't. */
export const findPauseReason = async ({ store }: Deps, team: Team): Promise<string | undefined> =>
  pauseReason(team, await store.deliveries.blocked(team.workspace, team.id));

const pauseReason = ({ lostTimeZone }: Team, blocked: readonly Delivery[]): string | undefined =>
  lostTimeZone !== undefined
    ? TIME_ZONE_LOST
    : blocked.flatMap(({ state }) => (state.kind === "paused" ? [state.reason] : []))[0];
