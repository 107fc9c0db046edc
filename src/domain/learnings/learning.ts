import { err, ok, type Result } from "#domain/result.ts";

/** A sentence worth knowing next time. The team owns it. */
export type Learning = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly text: string;
  readonly votes: number;
  readonly addedAt: Temporal.Instant;
  /** When the team put it on top; only while it is there. */
  readonly keptAt?: Temporal.Instant;
};

/** The emoji that votes for a learning. */
export const LEARNING_EMOJI = "bulb";

/** The most learnings that a team keeps on top: few enough to be read each time. */
const MAX_ON_TOP = 5;

export type TopFull = { readonly kind: "top-full"; readonly onTop: readonly Learning[] };

export const isOnTop = ({ keptAt }: Pick<Learning, "keptAt">): boolean => keptAt !== undefined;

/** Puts a learning on top, given those that are. One that is there already stays as it is. */
export function keepOnTop(
  learning: Learning,
  onTop: readonly Learning[],
  at: Temporal.Instant,
): Result<Learning, TopFull> {
  if (isOnTop(learning)) return ok(learning);
  return onTop.length >= MAX_ON_TOP ? err({ kind: "top-full", onTop }) : ok({ ...learning, keptAt: at });
}

/** Those on top first; otherwise the order stays. */
export const onTopFirst = (learnings: readonly Learning[]): Learning[] =>
  learnings.toSorted((a, b) => Number(isOnTop(b)) - Number(isOnTop(a)));
