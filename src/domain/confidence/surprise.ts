import type { FinalBet } from "#domain/bets/bet.ts";
import { type Confidence, leaning, type Leaning } from "./confidence.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";

/** A settled bet, and whether its outcome was the one that surprised the team most, or among those that did so alike. */
export type Surprising = FinalBet & { readonly surprised?: "us" | "us-most" };

/** Nothing is certain: an outcome to which we gave no chance at all would be endlessly surprising. */
const LEAST_PERCENT = 1;
const MOST_PERCENT = 99;

/** What a coin's fall tells. An outcome that the team thought at least as likely as not was no surprise. */
const ONE_BIT = 1;

/**
 * How surprising an outcome is to which we gave so many percent, in bits: -log2 p. Source: C. E. Shannon, "A Mathematical Theory of
 * Communication", Bell System Technical Journal 27 (1948).
 */
export const surprisal = (percent: number): number =>
  -Math.log2(Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, percent)) / 100);

/** The most surprising in front, those that no reading decided behind; among equals by number. */
export function bySurprise(bets: readonly FinalBet[], baseRate: number): Surprising[] {
  const ordered = bets
    .map((bet) => ({ bet, bits: surpriseOf(bet, baseRate) }))
    .sort((a, b) => (b.bits ?? -1) - (a.bits ?? -1) || a.bet.number - b.bet.number);
  const most = ordered[0]?.bits ?? 0;
  const alike = ordered.filter(({ bits }) => bits === most).length;
  const surprised = alike === 1 && ordered.length > 1 ? "us-most" : "us";
  return ordered.map(({ bet, bits }) =>
    bits === most && bits > ONE_BIT && chance(bet.confidence) !== undefined ? { ...bet, surprised } : bet,
  );
}

/** Without a forecast the base rate, a share of hits, stands in for it. */
function surpriseOf({ confidence, state }: FinalBet, baseRate: number): number | undefined {
  const { verdict } = state.outcome;
  if (!isComputed(verdict)) return undefined;
  const hit = chance(confidence) ?? baseRate * 100;
  return surprisal(verdict.kind === "hit" ? hit : 100 - hit);
}

/** Of a unanimous answer only the leaning shows, and an order by the number itself would give it away. */
const OF_LEANING: Readonly<Record<Leaning, number>> = { likely: 80, even: 50, unlikely: 20 };

/** What the team gave a hit, in percent, as far as it shows. */
function chance(confidence: Confidence | undefined): number | undefined {
  if (confidence?.kind === "given") return confidence.median;
  return confidence?.kind === "agreed" ? OF_LEANING[leaning(confidence.median)] : undefined;
}
