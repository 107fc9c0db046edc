import type { Delivery, DeliveryKind } from "./delivery.ts";

/** What Ourcome owes, over all workspaces, and has not said or given up yet. */
export type Backlog = {
  readonly counts: readonly {
    readonly state: Exclude<Delivery["state"]["kind"], "sent" | "refused">;
    readonly kind: DeliveryKind;
    readonly count: number;
  }[];
  /** Since when the oldest is due that nothing holds back but Slack and Ourcome themselves. */
  readonly oldestDueAt?: Temporal.Instant;
};
