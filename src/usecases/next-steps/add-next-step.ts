import { keys } from "#domain/deliveries/delivery.ts";
import { checkStepDate, type NextStep, type NextStepRefusal } from "#domain/next-steps/next-step.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { recordParticipation } from "#usecases/participation/record-participation.ts";
import type { Deps } from "#usecases/deps.ts";
import type { BetNotFound } from "#usecases/bets/find-bet.ts";
import { enqueueOnBet } from "#usecases/deliveries/enqueue-on-bet.ts";
import { recordParticipant } from "#usecases/retros/participants.ts";

/** Adds a next step to a bet, at any time. It has a date and no assignee. Idempotent if an `id` is given. */
export async function addNextStep(
  { store, now, newId }: Deps,
  input: {
    workspace: string;
    bet: string;
    text: string;
    dueOn: Temporal.PlainDate;
    id?: string;
    person?: string;
  },
): Promise<Result<NextStep, BetNotFound | NextStepRefusal>> {
  const { workspace, text, id = newId() } = input;
  return store.transaction(async (tx) => {
    const added = await tx.nextSteps.find(workspace, id);
    if (added) return ok(added);
    const bet = await tx.bets.find(workspace, input.bet);
    const team = bet && (await tx.teams.find(workspace, bet.team));
    if (!bet || !team) return err({ kind: "bet-not-found" });
    const at = now();
    const dueOn = checkStepDate(input.dueOn, at.toZonedDateTimeISO(team.timeZone).toPlainDate());
    if (!dueOn.ok) return dueOn;

    const step: NextStep = {
      id,
      workspace,
      team: team.id,
      bet: bet.id,
      text,
      dueOn: dueOn.value,
      state: "open",
      timesCarriedOver: 0,
      addedAt: at,
    };
    await tx.nextSteps.add(step);
    await enqueueOnBet(tx, bet, {
      key: keys.nextStep(step.id),
      kind: "next-step",
      subject: step.id,
      dueAt: at,
    });
    await recordParticipant(tx, bet, input.person);
    await recordParticipation(tx, team, input.person, "learned", at);
    return ok(step);
  });
}
