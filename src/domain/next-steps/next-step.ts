import { err, ok, type Result } from "#domain/result.ts";

/**
 * A team-owned follow-up with a date and no assignee. It is carried over in silence for two digests after its date; the
 * third asks about it, and the one after that drops it if nobody answered.
 */
export type NextStep = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly text: string;
  readonly dueOn: Temporal.PlainDate;
  readonly state: NextStepState;
  /** How many digests, quiet ones included, have come since its due date, or since the team kept or restored it. */
  readonly timesCarriedOver: number;
  readonly addedAt: Temporal.Instant;
  readonly droppedAt?: Temporal.Instant;
};

export type NextStepState = "open" | "done" | "dropped";

/** A step carried over this often may no longer be worth it. */
const DOUBTFUL_FROM = 3;

/** Whether to ask if an open step is still worth it. Keeping it starts the count again. */
export const needsReview = ({
  state,
  timesCarriedOver,
}: Pick<NextStep, "state" | "timesCarriedOver">): boolean =>
  state === "open" && timesCarriedOver >= DOUBTFUL_FROM;

/** Whether an open step that the last digest asked about has had no answer since. */
export const isUnanswered = ({
  state,
  timesCarriedOver,
}: Pick<NextStep, "state" | "timesCarriedOver">): boolean =>
  state === "open" && timesCarriedOver > DOUBTFUL_FROM;

/** How long a dropped step is listed, to be restored. */
export const RESTORABLE_FOR = Temporal.Duration.from({ hours: 28 * 24 });

/** Somebody marked it in the meantime; `now` is its state. */
export type MarkRefusal = { readonly kind: "step-marked"; readonly now: NextStepState };

/** Marks an open step as done or dropped, or reopens one that was. */
export const mark = (step: NextStep, to: NextStepState): Result<NextStep, MarkRefusal> =>
  (to === "open") === (step.state === "open")
    ? err({ kind: "step-marked", now: step.state })
    : ok({ ...step, state: to });

export type NextStepRefusal = { readonly kind: "step-date-past" };

/** A step's date must be today or later, by the team's calendar. */
export const checkStepDate = (
  dueOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Result<Temporal.PlainDate, NextStepRefusal> =>
  Temporal.PlainDate.compare(dueOn, today) < 0 ? err({ kind: "step-date-past" }) : ok(dueOn);
