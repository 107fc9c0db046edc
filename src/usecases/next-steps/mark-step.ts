import { keys } from "#domain/deliveries/delivery.ts";
import {
  needsReview,
  mark,
  type MarkRefusal,
  type NextStep,
  type NextStepState,
} from "#domain/next-steps/next-step.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Ledger } from "#store/store.ts";
import type { Deps } from "#usecases/deps.ts";

export type StepNotFound = { readonly kind: "step-not-found" };

/** Marks a next step done or dropped, or reopens it, and updates its messages. Not refused if it already is. */
export async function markStep(
  { store, now }: Deps,
  input: { workspace: string; step: string; to: NextStepState },
): Promise<Result<NextStep, MarkRefusal | StepNotFound>> {
  const { workspace, to } = input;
  return store.transaction(async (tx) => {
    const step = await tx.nextSteps.find(workspace, input.step);
    if (!step) return err({ kind: "step-not-found" });
    if (step.state === to) return ok(step);
    const marked = mark(step, to);
    if (!marked.ok) return marked;
    if (!(await tx.nextSteps.mark(workspace, step.id, step.state, to, now())))
      return err({ kind: "step-marked", now: step.state });
    await updateStepMessages(tx, step);
    return marked;
  });
}

/** "Still worth it": keeps a step that was carried over repeatedly and resets its count. Others don't change. */
export async function keepStep(
  { store }: Deps,
  input: { workspace: string; step: string },
): Promise<Result<NextStep, MarkRefusal | StepNotFound>> {
  const { workspace } = input;
  return store.transaction(async (tx) => {
    const step = await tx.nextSteps.find(workspace, input.step);
    if (!step) return err({ kind: "step-not-found" });
    if (step.state !== "open") return err({ kind: "step-marked", now: step.state });
    if (!needsReview(step)) return ok(step);
    if (!(await tx.nextSteps.resetCarried(workspace, step.id))) return err({ kind: "step-not-found" });
    await updateStepMessages(tx, step);
    return ok({ ...step, timesCarriedOver: 0 });
  });
}

/** Drops a step that a digest asked about and nobody answered. False if somebody just did. */
export async function dropUnanswered(tx: Ledger, step: NextStep, at: Temporal.Instant): Promise<boolean> {
  if (!(await tx.nextSteps.mark(step.workspace, step.id, "open", "dropped", at))) return false;
  await updateStepMessages(tx, step);
  return true;
}

/** The retro's summary and the digests that ask about a step show its state too. */
async function updateStepMessages(tx: Ledger, { workspace, id, team, bet }: NextStep): Promise<void> {
  await tx.deliveries.markStale(workspace, keys.nextStep(id));
  for (const key of await tx.digests.showingStep(workspace, team, id))
    await tx.deliveries.markStale(workspace, key);
  const retro = await tx.retros.ofBet(workspace, bet);
  if (retro) await tx.deliveries.markStale(workspace, keys.retroSummary(retro.id));
}

export const findStep = (
  { store }: Deps,
  input: { workspace: string; step: string },
): Promise<NextStep | undefined> => store.nextSteps.find(input.workspace, input.step);
