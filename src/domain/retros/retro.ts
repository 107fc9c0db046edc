import type { PreMortem } from "#domain/pre-mortems/pre-mortem.ts";
import { err, ok, type Result } from "#domain/result.ts";

/** Why bets come out as they do, in terms of the system, not of people. Each is voted for with its Slack emoji. */
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
/** "Knowing only what we knew then, would we place it again?" */
export type DecisionAnswer = "again" | "not-again";

/** The team's look back at a settled bet. It closes by itself after 48 hours, and can be reopened within a day. */
export type Retro = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly bet: string;
  readonly openedAt: Temporal.Instant;
  /** What became of the pre-mortem; absent if nobody wrote one. */
  readonly preMortem?: PreMortem;
  /** Whether it was ever reopened. */
  readonly reopened?: true;
  readonly state:
    | { readonly kind: "open"; readonly closesAt: Temporal.Instant }
    | { readonly kind: "closed"; readonly closedAt: Temporal.Instant; readonly tally: RetroTally };
};

/** What is kept of the votes: counts, and only as much of the anonymous answers as the threshold allows. */
export type RetroTally = { readonly themes: readonly ThemeVotes[]; readonly decision: DecisionResult };
export type ThemeVotes = { readonly theme: Theme; readonly votes: number };

/** Anonymous answers as they may be shown: nothing below the threshold, no number if all agree, counts otherwise. */
export type DecisionResult =
  | { readonly kind: "none" }
  | { readonly kind: "too-few" }
  /** The server's secret has changed since the answers were sealed. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "agreed"; readonly answer: DecisionAnswer }
  | { readonly kind: "split"; readonly again: number; readonly notAgain: number };

/** What people added to a retro, besides their votes and answers. */
type Contributions = {
  readonly learnings: readonly unknown[];
  readonly nextSteps: readonly unknown[];
  readonly reasons: readonly { readonly votes: number }[];
};

/** Whether nobody joined a closed retro: no vote, no answer, and nothing added. */
export function wasEmpty({ state }: Retro, { learnings, nextSteps, reasons }: Contributions): boolean {
  if (state.kind === "open") return false;
  const { themes, decision } = state.tally;
  const added = learnings.length + nextSteps.length + reasons.filter(({ votes }) => votes > 0).length;
  return themes.length === 0 && decision.kind === "none" && added === 0;
}

const OPEN_FOR = Temporal.Duration.from({ hours: 48 });

/** How long a closed retro can be reopened, and how long it then stays open. */
const REOPEN_FOR = Temporal.Duration.from({ hours: 24 });

/** A retro closes by itself 48 hours after it opened. */
export const retroCloses = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add(OPEN_FOR);

export type RetroRefusal =
  | { readonly kind: "retro-closed" }
  | { readonly kind: "retro-open" }
  | { readonly kind: "reopen-too-late" };

/** Until when a closed retro can be reopened. */
export const reopenableUntil = (closedAt: Temporal.Instant): Temporal.Instant => closedAt.add(REOPEN_FOR);

/** Reopens a closed retro. Returns when it closes by itself. */
export function reopen({ state }: Retro, now: Temporal.Instant): Result<Temporal.Instant, RetroRefusal> {
  if (state.kind === "open") return err({ kind: "retro-open" });
  if (Temporal.Instant.compare(now, reopenableUntil(state.closedAt)) > 0)
    return err({ kind: "reopen-too-late" });
  return ok(now.add(REOPEN_FOR));
}
