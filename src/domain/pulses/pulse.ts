import { median } from "#domain/statistics/median.ts";
import { isComputed, type Verdict } from "#domain/verdicts/verdict.ts";

/** A pulse's questions, in order: how far each person agrees with a statement about it. */
export const PULSE_QUESTIONS = ["purpose", "mastery", "belonging", "safe-to-speak"] as const;
export type PulseQuestion = (typeof PULSE_QUESTIONS)[number];

/** From "not at all" to "fully". */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];

/** How many people gave each rating. */
export type Ratings = ReadonlyMap<Rating, number>;

/** The outcome before the pulse. Part-way, missed and backfired count as a miss, declared verdicts as neither. */
export type Occasion = "hit" | "miss";

/** An anonymous check of how the team is, asked after a retro. */
export type Pulse = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly openedAt: Temporal.Instant;
  /** How many answers it takes to show results, as promised to everybody who answers: the team's when it opened. */
  readonly threshold: number;
  readonly occasion?: Occasion;
  readonly state:
    | { readonly kind: "open"; readonly closesAt: Temporal.Instant }
    | { readonly kind: "closed"; readonly closedAt: Temporal.Instant; readonly result: PulseResult };
};

/** What is kept of the answers. */
export type PulseResult =
  | { readonly kind: "none" }
  /** The server's secret has changed since the answers were sealed. */
  | { readonly kind: "unreadable" }
  | {
      readonly kind: "counted";
      /** The most answers to any one question, since one person's answers are not linked. */
      readonly answered: number;
      /** How many people could have answered. */
      readonly couldAnswer?: number;
      readonly answers: ReadonlyMap<PulseQuestion, Answers>;
    };

/** Ratings held back for now, and the highest threshold promised for any of them. */
export type PendingRatings = { readonly ratings: Ratings; readonly threshold: number };

/** A question's ratings: enough by themselves, enough together with those held back, or held back. */
export type Answers = { readonly basis: "own" | "pooled" | "waiting"; readonly ratings: Ratings };

const OPEN_FOR = Temporal.Duration.from({ hours: 3 * 24 });
const MIN_INTERVAL = Temporal.Duration.from({ hours: 14 * 24 });

/** A pulse closes after three days, or earlier if everybody has answered. */
export const pulseCloses = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add(OPEN_FOR);

/** When a team may be asked again: at most every two weeks. */
export const earliestNextPulse = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add(MIN_INTERVAL);

export const takesAnswers = ({ state }: Pulse, now: Temporal.Instant): boolean =>
  state.kind === "open" && Temporal.Instant.compare(now, state.closesAt) < 0;

export function occasionOf(verdict: Verdict): Occasion | undefined {
  if (!isComputed(verdict)) return undefined;
  return verdict.kind === "hit" ? "hit" : "miss";
}

export const countRatings = (ratings: Ratings | undefined): number =>
  [...(ratings?.values() ?? [])].reduce((sum, votes) => sum + votes, 0);

export function sumOfRatings(all: readonly Ratings[]): Ratings {
  const sum = new Map<Rating, number>();
  for (const ratings of all)
    for (const [rating, votes] of ratings) sum.set(rating, (sum.get(rating) ?? 0) + votes);
  return sum;
}

/**
 * What a question's ratings come to when its poll closes. Too few are held back until the quarter's next pulses add
 * enough, and then all of them show together. Each answer shows once, so that no two results differ by only a few
 * answers.
 */
export function settleAnswers(
  ratings: Ratings,
  pending: PendingRatings | undefined,
  threshold: number,
): Answers {
  if (countRatings(ratings) >= threshold) return { basis: "own", ratings };
  if (pending && countRatings(ratings) > 0) {
    const pool = sumOfRatings([pending.ratings, ratings]);
    if (countRatings(pool) >= Math.max(threshold, pending.threshold))
      return { basis: "pooled", ratings: pool };
  }
  return { basis: "waiting", ratings };
}

/** How ratings are shown: by their median, or, if all agree, without a number. */
export type RatingSummary =
  | { readonly kind: "given"; readonly median: number }
  | { readonly kind: "agreed"; readonly leaning: Leaning };

/** What all agree on: that the statement holds, or that something is lacking. */
type Leaning = "so" | "lacking";

const MIN_AGREEMENT = 4;

/** Needs at least one rating. */
export function summariseRatings(ratings: Ratings): RatingSummary {
  const chosen = [...ratings].filter(([, votes]) => votes > 0);
  const [only] = chosen;
  if (chosen.length === 1 && only)
    return { kind: "agreed", leaning: only[0] >= MIN_AGREEMENT ? "so" : "lacking" };
  const all = chosen.flatMap(([rating, votes]) => Array<number>(votes).fill(rating));
  return { kind: "given", median: median(all.toSorted((a, b) => a - b)) };
}
