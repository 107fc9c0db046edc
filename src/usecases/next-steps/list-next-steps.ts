import type { Bet } from "#domain/bets/bet.ts";
import { type NextStep, RESTORABLE_FOR } from "#domain/next-steps/next-step.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Store } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";

/** A next step and the bet it came from. */
export type NextStepFacts = { readonly step: NextStep; readonly bet: Bet };

/** The team's open next steps, earliest due date first. */
export const listNextSteps = async ({ store }: Deps, team: Team): Promise<NextStepFacts[]> =>
  withBets(store, team, await store.nextSteps.openOfTeam(team.workspace, team.id));

/** The steps that were dropped lately and can be restored, the latest first. */
export async function listDroppedSteps({ store, now }: Deps, team: Team): Promise<NextStepFacts[]> {
  const since = now().subtract(RESTORABLE_FOR);
  return withBets(store, team, await store.nextSteps.droppedSince(team.workspace, team.id, since));
}

async function withBets(store: Store, team: Team, steps: readonly NextStep[]): Promise<NextStepFacts[]> {
  const bets = new Map(
    (await store.bets.findAll(team.workspace, [...new Set(steps.map(({ bet }) => bet))])).map((bet) => [
      bet.id,
      bet,
    ]),
  );
  return steps.flatMap((step) => {
    const bet = bets.get(step.bet);
    return bet ? [{ step, bet }] : [];
  });
}
