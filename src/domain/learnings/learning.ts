/** A sentence worth knowing next time. The team owns it. */
export type Learning = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly text: string;
  readonly votes: number;
  readonly addedAt: Temporal.Instant;
};

/** The emoji that votes for a learning. */
export const LEARNING_EMOJI = "bulb";
