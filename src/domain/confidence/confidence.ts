import { median } from "#domain/statistics/median.ts";

/** The votes to choose from: the chance, in percent, that a bet reaches its target. */
export const CONFIDENCE_LEVELS = [10, 30, 50, 70, 90] as const;
export type Percent = (typeof CONFIDENCE_LEVELS)[number];

/** The team's sealed forecast for a bet. */
export type Confidence =
  /** Takes votes until it closes and is counted. `begun`: somebody has voted. */
  | { readonly kind: "sealed"; readonly closesAt: Temporal.Instant; readonly hasVotes: boolean }
  | ConfidenceResult;

/**
 * What is kept of the votes: nothing below the threshold; the number alone if all agree, for the score only, since
 * messages show just a leaning; otherwise the median and the spread, in percent.
 */
export type ConfidenceResult =
  | { readonly kind: "none" }
  | { readonly kind: "too-few" }
  /** The server's secret has changed since the votes were sealed. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "agreed"; readonly median: number }
  | {
      readonly kind: "given";
      readonly median: number;
      readonly lowest: number;
      readonly highest: number;
      readonly answered: number;
    };

const OPEN_FOR = Temporal.Duration.from({ hours: 48 });

/** A poll closes 48 hours after its bet was placed, or earlier if everybody has voted or the bet is settled. */
export const confidenceCloses = (placedAt: Temporal.Instant): Temporal.Instant => placedAt.add(OPEN_FOR);

/** Whether a vote can be cast or changed. */
export const takesVotes = (confidence: Confidence | undefined, now: Temporal.Instant): boolean =>
  confidence?.kind === "sealed" && Temporal.Instant.compare(now, confidence.closesAt) < 0;

/**
 * Median and spread of the votes (percent to count). The spread is the full range: with the three to twelve votes of a
 * team, quartiles would rest on one or two people each.
 */
export function tallyConfidence(votes: ReadonlyMap<number, number>, threshold: number): ConfidenceResult {
  const percents = [...votes].flatMap(([percent, count]) => Array<number>(count).fill(percent));
  const sorted = percents.toSorted((a, b) => a - b);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return { kind: "none" };
  if (sorted.length < threshold) return { kind: "too-few" };
  if (lowest === highest) return { kind: "agreed", median: lowest };
  return { kind: "given", median: median(sorted), lowest, highest, answered: sorted.length };
}

/** How a unanimous vote is shown. */
export type Leaning = "likely" | "even" | "unlikely";

export function leaning(percent: number): Leaning {
  if (percent === 50) return "even";
  return percent > 50 ? "likely" : "unlikely";
}

/** The team's forecast in percent, if enough people voted. */
export const forecastOf = (confidence: Confidence | undefined): number | undefined =>
  confidence?.kind === "agreed" || confidence?.kind === "given" ? confidence.median : undefined;
