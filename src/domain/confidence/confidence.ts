import { median } from "#domain/statistics/median.ts";

/** What a person can say of a bet: the chance, in percent, that it reaches its target. */
export const CONFIDENCES = [10, 30, 50, 70, 90] as const;
export type Percent = (typeof CONFIDENCES)[number];

/** The team's sealed forecast of a bet. */
export type Confidence =
  /** Votes are taken until it closes, and it is counted then. `begun` once somebody has voted. */
  | { readonly kind: "sealed"; readonly closesAt: Temporal.Instant; readonly begun: boolean }
  | ConfidenceResult;

/**
 * What stays of the votes: nothing under the threshold; when all said the same, a leaning is shown and never the number,
 * which is kept for the score alone; else the median and the spread, in percent.
 */
export type ConfidenceResult =
  | { readonly kind: "none" }
  | { readonly kind: "too-few" }
  /** The server's secret is another than the one that the votes were sealed with. */
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

/** A poll closes 48 hours after its bet was placed, unless everybody has voted or the bet is settled before. */
export const confidenceCloses = (placedAt: Temporal.Instant): Temporal.Instant => placedAt.add(OPEN_FOR);

/** Whether a vote can be cast or changed. */
export const takesVotes = (confidence: Confidence | undefined, now: Temporal.Instant): boolean =>
  confidence?.kind === "sealed" && Temporal.Instant.compare(now, confidence.closesAt) < 0;

/**
 * Median and spread of the votes (percent, how many). The spread is the whole range: of the three to twelve votes of a
 * team, quartiles would rest on one or two people each.
 */
export function tallyConfidence(votes: ReadonlyMap<number, number>, threshold: number): ConfidenceResult {
  const said = [...votes].flatMap(([percent, count]) => Array<number>(count).fill(percent));
  const sorted = said.toSorted((a, b) => a - b);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return { kind: "none" };
  if (sorted.length < threshold) return { kind: "too-few" };
  if (lowest === highest) return { kind: "agreed", median: lowest };
  return { kind: "given", median: median(sorted), lowest, highest, answered: sorted.length };
}

/** What a unanimous answer is shown as. */
export type Leaning = "likely" | "even" | "unlikely";

export function leaning(percent: number): Leaning {
  if (percent === 50) return "even";
  return percent > 50 ? "likely" : "unlikely";
}

/** The team's forecast in percent, when enough of it answered. */
export const forecastOf = (confidence: Confidence | undefined): number | undefined =>
  confidence?.kind === "agreed" || confidence?.kind === "given" ? confidence.median : undefined;
