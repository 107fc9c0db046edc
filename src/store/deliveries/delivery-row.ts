import type { Delivery, DeliveryKind, DeliveryState } from "#domain/deliveries/delivery.ts";
import { instant, optional, identity } from "#store/database/columns.ts";
import type { DeliveryRow } from "./rows.ts";

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    key: row.key,
    workspace: row.workspace,
    team: row.team,
    kind: row.kind as DeliveryKind,
    subject: row.subject,
    ...optional("threadOf", row.thread_of, identity),
    ...(row.broadcast === 1 && { alsoInChannel: true as const }),
    dueAt: instant(row.due_at),
    attempts: row.attempts,
    state: toState(row),
  };
}

/**
 * Stored as the reason of a delivery that is looked up only because the database may be a restored backup. The process
 * that wrote it shut down cleanly, so if it isn't a backup, nothing was posted without a record.
 */
export const PRESUMED_POSTED = "presumed";

function toState(row: DeliveryRow): DeliveryState {
  const { channel, ts, reason, claimed_at: claimedAt } = row;
  switch (row.state) {
    case "sent":
      return { kind: "sent", channel: channel ?? "", ts: ts ?? "", changes: row.stale };
    case "refused":
      return { kind: "refused", reason: reason ?? "" };
    case "unknown":
      return {
        kind: "unknown",
        claimedAt: instant(claimedAt ?? row.due_at),
        ...(reason === PRESUMED_POSTED && { presumed: true }),
      };
    case "sending":
    case "uncertain":
      return { kind: row.state, claimedAt: instant(claimedAt ?? row.due_at) };
    default:
      return reason === null ? { kind: "due" } : { kind: "paused", reason };
  }
}
