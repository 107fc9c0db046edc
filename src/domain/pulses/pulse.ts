import { median } from "#domain/statistics/median.ts";
import { isComputed, type Verdict } from "#domain/verdicts/verdict.ts";

/** What a pulse asks, in this order: how far each of us agrees with a statement on it. */
export const PULSE_QUESTIONS = ["purpose", "mastery", "belonging", "safe-to-speak"] as const;
export type PulseQuestion = (typeof PULSE_QUESTIONS)[number];

/** From "not at all" to "fully". */
export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];

/** How many gave each rating. */
export type Ratings = ReadonlyMap<Rating, number>;

/** What the pulse came after. A bet that came in part-way, missed or backfired is no hit; one that no reading decided is neither. */
export type Occasion = "hit" | "miss";

/** The anonymous check of how a team is, asked after a retro. */
export type Pulse = {
  readonly id: string;
  readonly workspace: string;
  readonly team: string;
  readonly openedAt: Temporal.Instant;
  /** From how many answers on it shows, as whoever answers is promised: the team's threshold when it opened. */
  readonly threshold: number;
  readonly occasion?: Occasion;
  readonly state:
    | { readonly kind: "open"; readonly closesAt: Temporal.Instant }
    | { readonly kind: "closed"; readonly closedAt: Temporal.Instant; readonly result: PulseResult };
};

/** What stays of the answers. */
export type PulseResult =
  | { readonly kind: "none" }
  /** The server's secret is another than the one that the answers were sealed with. */
  | { readonly kind: "unreadable" }
  | {
      readonly kind: "counted";
      /** The most that answered any one question: whose four answers are whose is not known. */
      readonly answered: number;
      /** How many could have. */
      readonly of?: number;
      readonly answers: ReadonlyMap<PulseQuestion, Answers>;
    };

/** Ratings that wait for company, and the highest threshold that was promised to any of them. */
export type PendingRatings = { readonly ratings: Ratings; readonly threshold: number };

/** The ratings of a question: enough by themselves, enough with those that waited for company, or waiting for company. */
export type Answers = { readonly basis: "own" | "pooled" | "waiting"; readonly ratings: Ratings };

const OPEN_FOR = Temporal.Duration.from({ hours: 3 * 24 });
const AT_MOST_EVERY = Temporal.Duration.from({ hours: 14 * 24 });

/** A pulse closes after three days, unless everybody has answered before. */
export const pulseCloses = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add(OPEN_FOR);

/** From when on a team is asked again: at most every two weeks. */
export const nextPulseFrom = (openedAt: Temporal.Instant): Temporal.Instant => openedAt.add(AT_MOST_EVERY);

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
 * What becomes of a question's ratings when its poll closes. Fewer than the threshold wait for those of the quarter's next
 * pulses, and all that waited show together: each answer shows once, so that no two results differ by a few answers.
 */
export function settleAnswers(
  ratings: Ratings,
  waiting: PendingRatings | undefined,
  threshold: number,
): Answers {
  if (countRatings(ratings) >= threshold) return { basis: "own", ratings };
  if (waiting && countRatings(ratings) > 0) {
    const pool = sumOfRatings([waiting.ratings, ratings]);
    if (countRatings(pool) >= Math.max(threshold, waiting.threshold))
      return { basis: "pooled", ratings: pool };
  }
  return { basis: "waiting", ratings };
}

/** What ratings are shown as: the median, or that all said the same, and then no number. */
export type RatingSummary =
  | { readonly kind: "given"; readonly median: number }
  | { readonly kind: "agreed"; readonly leaning: Leaning };

/** What all agree on: that it is so, or that something is missing. */
type Leaning = "so" | "lacking";

const SO_FROM = 4;

/** Of at least one rating. */
export function summariseRatings(ratings: Ratings): RatingSummary {
  const given = [...ratings].filter(([, votes]) => votes > 0);
  const [only] = given;
  if (given.length === 1 && only) return { kind: "agreed", leaning: only[0] >= SO_FROM ? "so" : "lacking" };
  const all = given.flatMap(([rating, votes]) => Array<number>(votes).fill(rating));
  return { kind: "given", median: median(all.toSorted((a, b) => a - b)) };
}
