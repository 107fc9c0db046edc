import type { Evidence } from "#domain/readings/reading.ts";
import { err, type Result } from "#domain/result.ts";

/** A metric source as a team sees it: the operator defines it in `sources.yml`, teams pick it by name. */
export type SourceName = {
  readonly name: string;
  /** What the number is, in the operator's words. */
  readonly description?: string;
};

/** A number that a source gave for a day, before a person has confirmed it. */
export type SourceValue = {
  readonly value: number;
  /** Only of an experiment: how strong it is, and whether its difference was significant. */
  readonly evidence?: Evidence;
  readonly significant?: boolean;
  /** Only of an experiment: the bounds within which the change lies, in the metric's unit. */
  readonly interval?: { readonly from: number; readonly to: number };
};

/** Why a source gave no number. `detail` is for the operator's log; it holds no secret and nothing the source sent. */
export type SourceRefusal = {
  readonly kind:
    | "unknown-source"
    | "unreachable"
    | "timeout"
    | "redirected"
    | "too-large"
    | "bad-status"
    | "not-a-number"
    | "no-rows"
    | "many-rows"
    | "misconfigured";
  readonly detail: string;
};

/** Everything that a use case needs of the operator's sources. */
export type Sources = {
  /** Sorted by name. */
  readonly names: () => readonly SourceName[];
  /** The number for `day`, in the team's calendar. Never throws for what a source does. */
  readonly fetch: (name: string, day: Temporal.PlainDate) => Promise<Result<SourceValue, SourceRefusal>>;
};

/** Without the operator's file. */
export const NO_SOURCES: Sources = {
  names: () => [],
  fetch: async () => err({ kind: "unknown-source", detail: "no sources are defined" }),
};
