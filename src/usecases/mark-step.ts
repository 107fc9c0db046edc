import { keys } from "#domain/delivery.ts";
import { mark, type MarkRefusal, type NextStep, type NextStepState } from "#domain/next-step.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { Deps } from "./deps.ts";

export type StepNotFound = { readonly kind: "step-not-found" };

/** Marks a next step as done or dropped, or opens it again; its message follows. One that is so already stays so. */
export async function markStep(
  { store }: Deps,
  input: { workspace: string; step: string; to: NextStepState },
): Promise<Result<NextStep, MarkRefusal | StepNotFound>> {
  const { workspace, to } = input;
  return store.transaction(async (tx) => {
    const step = await tx.nextSteps.find(workspace, input.step);
    if (!step) return err({ kind: "step-not-found" });
    if (step.state === to) return ok(step);
    const marked = mark(step, to);
    if (!marked.ok) return marked;
    if (!(await tx.nextSteps.mark(workspace, step.id, step.state, to)))
      return err({ kind: "step-marked", now: step.state });
    await tx.deliveries.touch(workspace, keys.nextStep(step.id));
    return marked;
  });
}

/** A next step, by its id. */
export const findStep = (
  { store }: Deps,
  input: { workspace: string; step: string },
): Promise<NextStep | undefined> => store.nextSteps.find(input.workspace, input.step);
