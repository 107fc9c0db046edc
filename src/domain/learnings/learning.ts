/** A sentence worth knowing next time. It belongs to the team. */
export type Learning = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly text: string;
  readonly votes: number;
  readonly addedAt: Temporal.Instant;
};

/** The emoji by which learnings are voted for. */
export const LEARNING_EMOJI = "bulb";
