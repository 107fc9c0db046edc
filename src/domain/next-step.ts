/** A team-owned follow-up with a date and no assignee; carried from digest to digest until it is done or dropped. */
export type NextStep = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly text: string;
  readonly dueOn: Temporal.PlainDate;
  readonly state: "open" | "done" | "dropped";
  /** How many digests it was carried over by, after its date. */
  readonly carried: number;
  readonly addedAt: Temporal.Instant;
};
