import { err, ok, type Result } from "#domain/result.ts";

/** A team-owned follow-up with a date and no assignee; carried from digest to digest until it is done or dropped. */
export type NextStep = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly text: string;
  readonly dueOn: Temporal.PlainDate;
  readonly state: NextStepState;
  /** How many digests it was carried over by, after its date, or since we said that it is still worth it. */
  readonly carried: number;
  readonly addedAt: Temporal.Instant;
};

export type NextStepState = "open" | "done" | "dropped";

/** Carried over so often, a step may be wanted by nobody any more. */
const CARRIES = 3;

/** Whether it is time to ask if an open step is still worth it. */
export const isDoubtful = ({ state, carried }: Pick<NextStep, "state" | "carried">): boolean =>
  state === "open" && carried >= CARRIES;

/** Somebody marked it meanwhile; `now` is what it stands at. */
export type MarkRefusal = { readonly kind: "step-marked"; readonly now: NextStepState };

/** An open step is done or dropped; one that is not is opened again. */
export const mark = (step: NextStep, to: NextStepState): Result<NextStep, MarkRefusal> =>
  (to === "open") === (step.state === "open")
    ? err({ kind: "step-marked", now: step.state })
    : ok({ ...step, state: to });

export type NextStepRefusal = { readonly kind: "step-date-past" };

/** A step's date is today or later, by the team's calendar. */
export const checkStepDate = (
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<Temporal.PlainDate, NextStepRefusal> =>
  Temporal.PlainDate.compare(dueOn, today) < 0 ? err({ kind: "step-date-past" }) : ok(dueOn);
