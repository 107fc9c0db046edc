import type { Terms } from "#domain/bets/terms.ts";

/** Computed from the terms and the final reading. `progress` is the share of (target - baseline) that was realised. */
export type ComputedVerdict = {
  readonly kind: "hit" | "part-way" | "missed" | "backfired";
  readonly progress: number;
};

/** Said by the team, with a reason, when no reading can decide. */
export type SaidVerdict = { readonly kind: "inconclusive" | "stopped-early" | "invalid" };

export type Verdict = ComputedVerdict | SaidVerdict;

/** From half of the way on, a bet came in part-way. */
const PART_WAY = 0.5;

/** To ten digits after the point: (0.3 - 0.2) / (0.4 - 0.2) is a half, whatever binary fractions make of it. A zero has no sign. */
const DIGITS = 1e10;
export const rounded = (value: number): number =>
  // A number so large has no such digits, and rounding would add some.
  (Math.abs(value) * DIGITS > Number.MAX_SAFE_INTEGER ? value : Math.round(value * DIGITS) / DIGITS) + 0;

/** The share of the way from baseline to target that a value stands for: 0 at the baseline, 1 at the target, negative the wrong way. */
export function progress({ baseline, target }: Pick<Terms, "baseline" | "target">, value: number): number {
  return rounded((value - baseline) / (target - baseline));
}

/** What the terms say of the final reading's value. */
export function verdict(terms: Pick<Terms, "baseline" | "target">, value: number): ComputedVerdict {
  const share = progress(terms, value);
  if (share >= 1) return { kind: "hit", progress: share };
  if (share >= PART_WAY) return { kind: "part-way", progress: share };
  if (share >= 0) return { kind: "missed", progress: share };
  return { kind: "backfired", progress: share };
}

/** Final reading minus baseline, in the metric's unit. */
export const realisedValue = ({ baseline }: Pick<Terms, "baseline">, value: number): number =>
  rounded(value - baseline);

/** At least half of the way. */
export const isHitOrPartWay = ({ kind }: Verdict): boolean => kind === "hit" || kind === "part-way";

export const isComputed = (verdict: Verdict): verdict is ComputedVerdict => "progress" in verdict;

const COMPUTED: ReadonlySet<Verdict["kind"]> = new Set<ComputedVerdict["kind"]>([
  "hit",
  "part-way",
  "missed",
  "backfired",
]);
export const isComputedKind = (kind: Verdict["kind"]): kind is ComputedVerdict["kind"] => COMPUTED.has(kind);

/** Less than half of the way, or the wrong way. */
export const isMiss = (kind: Verdict["kind"]): boolean => kind === "missed" || kind === "backfired";
