/** A handled request from Slack: the hash of its id, and the day. */
export type RequestRow = { workspace: string; hash: string; taken_on: string };

/** A request of the API with an `Idempotency-Key`. Without a status while it runs; `new_id` is for what it adds. */
export type IdempotencyKeyRow = {
  workspace: string;
  hash: string;
  request: string;
  new_id: string;
  claimed_at: string;
  team: string | null;
  bet: string | null;
  status: number | null;
  body: string | null;
};
