import type { DeliveryKind } from "#domain/deliveries/delivery.ts";

export type RequestKind = "command" | "action" | "view" | "shortcut" | "event" | "other";

/** What became of a call: done, refused by Slack, held back by its rate limit, met with an error, or never answered. */
export type CallOutcome = "ok" | "refused" | "busy" | "error" | "no-answer";

/** What is counted for whoever watches Ourcome: kinds and times, never a workspace, a channel, a person or a text. */
export type Metrics = {
  /** Slack has its answer to a request, this long after it came. */
  readonly acked: (request: RequestKind, seconds: number) => void;
  /** A request ended without one. */
  readonly unacked: (request: RequestKind) => void;
  readonly slackCalled: (method: string, outcome: CallOutcome, seconds: number) => void;
  readonly deliveryTried: (
    work: "post" | "update" | "look-up",
    attempt: "first" | "again",
    outcome: "reached" | "unreachable" | "fault",
  ) => void;
  /** Slack has a message, this long after it was due. */
  readonly deliverySent: (kind: DeliveryKind, waited: Temporal.Duration) => void;
  readonly deliveryRefused: (kind: DeliveryKind) => void;
};
