export type DeliveryRow = {
  workspace: string;
  key: string;
  team: string;
  kind: string;
  subject: string;
  thread_of: string | null;
  /** 1 for a reply that Slack also shows in the channel. */
  broadcast: number;
  position: number;
  due_at: string;
  state: string;
  lease_until: string | null;
  channel: string | null;
  ts: string | null;
  /** How many times the subject has changed since the message was last updated. */
  stale: number;
  reason: string | null;
  claimed_at: string | null;
  /** Leave it alone until then. */
  next_at: string | null;
  /** Until then, Slack may still carry out an update that it hasn't answered. */
  unsettled_until: string | null;
  /** Failed attempts since the last successful one. */
  attempts: number;
};
