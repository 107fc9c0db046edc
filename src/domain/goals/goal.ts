import { err, ok, type Result } from "#domain/result.ts";

/** What the team wants to be true at the end of a period (inclusive dates in the team's calendar). */
export type Objective = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly title: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  readonly state: "open" | "closed";
};

/** How the team measures an objective: a metric in its unit, from baseline to target, and its current value. */
export type KeyResult = {
  readonly id: string;
  readonly workspace: string;
  readonly objective: string;
  readonly metric: string;
  readonly unit: string;
  readonly baseline: number;
  readonly target: number;
  readonly current: number;
  /** Name of the metric source that proposes its value. The operator may have removed it since. */
  readonly source?: string;
};

/** An objective with its key results, in the order they were added. */
export type Goal = { readonly objective: Objective; readonly keyResults: readonly KeyResult[] };

export type ObjectiveDraft = Pick<Objective, "title" | "from" | "until">;

export type KeyResultDraft = Pick<
  KeyResult,
  "metric" | "unit" | "baseline" | "target" | "current" | "source"
>;

export type GoalRefusal =
  | { readonly kind: "period-backwards" }
  | { readonly kind: "target-equals-baseline" }
  | { readonly kind: "objective-closed" };

/** Refuses changes to a closed objective; it can be reopened. */
export const checkOpen = (objective: Objective): Result<Objective, GoalRefusal> =>
  objective.state === "open" ? ok(objective) : err({ kind: "objective-closed" });

export const checkPeriod = <P extends Pick<Objective, "from" | "until">>(period: P): Result<P, GoalRefusal> =>
  Temporal.PlainDate.compare(period.from, period.until) < 0 ? ok(period) : err({ kind: "period-backwards" });

export const checkKeyResult = <K extends Pick<KeyResult, "baseline" | "target">>(
  keyResult: K,
): Result<K, GoalRefusal> =>
  keyResult.baseline === keyResult.target ? err({ kind: "target-equals-baseline" }) : ok(keyResult);
