import type { FinalBet } from "#domain/bets/bet.ts";
import { type Confidence, leaning, type Leaning } from "./confidence.ts";
import { isComputed } from "#domain/verdicts/verdict.ts";

/** A settled bet. `surprised`: no outcome surprised the team more; `us-most` if all the others did so less. */
export type Surprising = FinalBet & { readonly surprised?: "us" | "us-most" };

/** Caps forecasts: an outcome given no chance at all would be infinitely surprising. */
const MIN_PERCENT = 1;
const MAX_PERCENT = 99;

/** A coin flip's worth. An outcome that the team thought at least as likely as not was no surprise. */
const ONE_BIT = 1;

/**
 * How surprising an outcome is, in bits, given its forecast in percent: -log2 p. Source: C. E. Shannon, "A Mathematical
 * Theory of Communication", Bell System Technical Journal 27 (1948).
 */
export const surprisal = (percent: number): number =>
  -Math.log2(Math.min(MAX_PERCENT, Math.max(MIN_PERCENT, percent)) / 100);

/** Sorted by surprise, the most surprising first and declared verdicts last; ties by number. */
export function bySurprise(bets: readonly FinalBet[], baseRate: number): Surprising[] {
  const ordered = bets
    .map((bet) => ({ bet, bits: surpriseOf(bet, baseRate) }))
    .sort((a, b) => (b.bits ?? -1) - (a.bits ?? -1) || a.bet.number - b.bet.number);
  const highest = ordered[0]?.bits ?? 0;
  const ties = ordered.filter(({ bits }) => bits === highest).length;
  const surprised = ties === 1 && ordered.length > 1 ? "us-most" : "us";
  return ordered.map(({ bet, bits }) =>
    bits === highest && bits > ONE_BIT && chance(bet.confidence) !== undefined ? { ...bet, surprised } : bet,
  );
}

/** Whether the team's forecast made the outcome likely. Undefined without a forecast, and for declared verdicts. */
export type Expectation = "surprise" | "expected" | "even";

export function expectationOf({ confidence, state }: FinalBet): Expectation | undefined {
  const { verdict } = state.outcome;
  const hit = chance(confidence);
  if (hit === undefined || !isComputed(verdict)) return undefined;
  if (hit === 50) return "even";
  return hit > 50 === (verdict.kind === "hit") ? "expected" : "surprise";
}

/** In bits. Without a forecast, uses the base rate (a share of hits). Undefined for declared verdicts. */
function surpriseOf({ confidence, state }: FinalBet, baseRate: number): number | undefined {
  const { verdict } = state.outcome;
  if (!isComputed(verdict)) return undefined;
  const hit = chance(confidence) ?? baseRate * 100;
  return surprisal(verdict.kind === "hit" ? hit : 100 - hit);
}

/** Only the leaning of a unanimous vote is shown, and sorting by the number itself would reveal it. */
const LEANING_PERCENT: Readonly<Record<Leaning, number>> = { likely: 80, even: 50, unlikely: 20 };

/** The team's forecast of a hit, in percent, as far as it is shown. */
function chance(confidence: Confidence | undefined): number | undefined {
  if (confidence?.kind === "given") return confidence.median;
  return confidence?.kind === "agreed" ? LEANING_PERCENT[leaning(confidence.median)] : undefined;
}
