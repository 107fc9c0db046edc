/** A handled request from Slack: the hash of its id, and the day. */
export type RequestRow = { workspace: string; hash: string; taken_on: string };
