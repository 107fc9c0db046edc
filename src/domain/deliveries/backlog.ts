import type { Delivery, DeliveryKind } from "./delivery.ts";

/** The pending messages of all workspaces: not yet posted, not given up. */
export type Backlog = {
  readonly counts: readonly {
    readonly state: Exclude<Delivery["state"]["kind"], "sent" | "refused">;
    readonly kind: DeliveryKind;
    readonly count: number;
  }[];
  /** Since when the oldest is due that nothing holds back but Slack and Ourcome themselves. */
  readonly oldestDueAt?: Temporal.Instant;
};
