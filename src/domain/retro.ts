/** Why bets come out as they do, put in terms of the system and of no one. Each is voted for by its emoji (a name that Slack knows). */
export const THEMES = [
  { theme: "problem", emoji: "mag" },
  { theme: "solution", emoji: "jigsaw" },
  { theme: "evidence", emoji: "test_tube" },
  { theme: "rollout", emoji: "rocket" },
  { theme: "measurement", emoji: "straight_ruler" },
  { theme: "waiting", emoji: "hourglass_flowing_sand" },
  { theme: "priorities", emoji: "compass" },
  { theme: "luck", emoji: "four_leaf_clover" },
] as const;
export type Theme = (typeof THEMES)[number]["theme"];

/** The emoji by which learnings are voted for. */
export const LEARNING_EMOJI = "bulb";

/** "Knowing only what we knew then, would we place it again?" */
export const DECISION_ANSWERS = ["again", "not-again"] as const;
export type DecisionAnswer = (typeof DECISION_ANSWERS)[number];

/** The thread opened for a settled bet. It closes by itself after 48 hours, and can be reopened for a day. */
export type Retro = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly openedAt: Temporal.Instant;
  readonly state:
    | { readonly kind: "open"; readonly closesAt: Temporal.Instant }
    | { readonly kind: "closed"; readonly closedAt: Temporal.Instant; readonly tally: RetroTally };
};

/** What stays of the votes: counts, and of the anonymous answers only what the threshold lets show. */
export type RetroTally = { readonly themes: readonly ThemeVotes[]; readonly decision: DecisionResult };
export type ThemeVotes = { readonly theme: Theme; readonly votes: number };

/**
 * Anonymous answers as they may be shown: nothing under the threshold, "strong agreement" when all said the same,
 * counts otherwise.
 */
export type DecisionResult =
  | { readonly kind: "none" }
  | { readonly kind: "too-few" }
  | { readonly kind: "agreed"; readonly answer: DecisionAnswer }
  | { readonly kind: "split"; readonly again: number; readonly notAgain: number };

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

const OPEN_FOR = Temporal.Duration.from({ hours: 48 });

/** A retro closes by itself 48 hours after it opened. */
export const retroCloses = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add(OPEN_FOR);
