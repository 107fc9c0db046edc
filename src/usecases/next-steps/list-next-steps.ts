import type { Bet } from "#domain/bets/bet.ts";
import type { NextStep } from "#domain/next-steps/next-step.ts";
import type { Team } from "#domain/teams/team.ts";
import type { Deps } from "#usecases/deps.ts";

/** A next step and the bet it came from. */
export type NextStepFacts = { readonly step: NextStep; readonly bet: Bet };

/** The team's open next steps, earliest due date first. */
export async function listNextSteps({ store }: Deps, team: Team): Promise<NextStepFacts[]> {
  const steps = await store.nextSteps.openOfTeam(team.workspace, team.id);
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
