import type { Delivery, DeliveryKind, DeliveryState } from "#domain/delivery.ts";
import { instant, optional, same } from "./columns.ts";
import type { DeliveryRow } from "./rows.ts";

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    key: row.key,
    workspace: row.workspace,
    team: row.team,
    kind: row.kind as DeliveryKind,
    subject: row.subject,
    ...optional("threadOf", row.thread_of, same),
    dueAt: instant(row.due_at),
    attempts: row.attempts,
    state: toState(row),
  };
}

function toState(row: DeliveryRow): DeliveryState {
  const { channel, ts, reason, claimed_at: claimedAt } = row;
  switch (row.state) {
    case "sent":
      return { kind: "sent", channel: channel ?? "", ts: ts ?? "", changes: row.stale };
    case "refused":
      return { kind: "refused", reason: reason ?? "" };
    case "sending":
    case "unknown":
    case "uncertain":
      return { kind: row.state, claimedAt: instant(claimedAt ?? row.due_at) };
    default:
      return reason === null ? { kind: "due" } : { kind: "paused", reason };
  }
}
