import type { DeliveryKind } from "#domain/deliveries/delivery.ts";
import type { SourceRefusal } from "#domain/sources/source.ts";

export type RequestKind = "command" | "action" | "view" | "shortcut" | "event" | "other";

/** The outcome of a call: done, refused by Slack, rate limited, answered with an error, or not answered. */
export type CallOutcome = "ok" | "refused" | "busy" | "error" | "no-answer";

/** Records metrics: kinds and durations, never a workspace, a channel, a person or a text. */
export type Metrics = {
  /** A request was acknowledged, this long after it arrived. */
  readonly acked: (request: RequestKind, seconds: number) => void;
  /** A request ended without an ack. */
  readonly unacked: (request: RequestKind) => void;
  readonly slackCalled: (method: string, outcome: CallOutcome, seconds: number) => void;
  readonly deliveryTried: (
    work: "post" | "update" | "look-up",
    attempt: "first" | "again",
    outcome: "reached" | "unreachable" | "fault",
  ) => void;
  /** A message was posted, `waited` after it was due. */
  readonly deliverySent: (kind: DeliveryKind, waited: Temporal.Duration) => void;
  readonly deliveryRefused: (kind: DeliveryKind) => void;
  /** A metric source gave its number, or why it did not. */
  readonly sourceFetched: (outcome: "ok" | SourceRefusal["kind"]) => void;
};
