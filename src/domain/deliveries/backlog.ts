import type { Delivery, DeliveryKind } from "./delivery.ts";

/** The pending messages of all workspaces: neither posted nor given up on. */
export type Backlog = {
  readonly counts: readonly {
    readonly state: Exclude<Delivery["state"]["kind"], "sent" | "refused">;
    readonly kind: DeliveryKind;
    readonly count: number;
  }[];
  /** The earliest due time among those that only Slack or Ourcome itself can be holding up. */
  readonly oldestDueAt?: Temporal.Instant;
};
