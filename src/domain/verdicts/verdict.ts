import type { Terms } from "#domain/bets/terms.ts";

/** Computed from the terms and the final reading. `progress` is the share of (target - baseline) that was realised. */
export type ComputedVerdict = {
  readonly kind: "hit" | "part-way" | "missed" | "backfired";
  readonly progress: number;
};

/** Declared by the team, with a reason, when no reading can decide. */
export type DeclaredVerdict = { readonly kind: "inconclusive" | "stopped-early" | "invalid" };

export type Verdict = ComputedVerdict | DeclaredVerdict;

/** From this progress on, a bet came in part-way. */
const MIN_PART_WAY = 0.5;

/** Rounds to ten decimals: (0.3 - 0.2) / (0.4 - 0.2) is a half despite binary fractions. Zero has no sign. */
const SCALE = 1e10;
export const rounded = (value: number): number =>
  // A number this large has no such decimals, and rounding would make some up.
  (Math.abs(value) * SCALE > Number.MAX_SAFE_INTEGER ? value : Math.round(value * SCALE) / SCALE) + 0;

/** How far a value is from baseline to target: 0 at the baseline, 1 at the target, negative the wrong way. */
export function progress({ baseline, target }: Pick<Terms, "baseline" | "target">, value: number): number {
  return rounded((value - baseline) / (target - baseline));
}

/** The verdict that the terms give on the final reading's value. */
export function verdict(terms: Pick<Terms, "baseline" | "target">, value: number): ComputedVerdict {
  const share = progress(terms, value);
  if (share >= 1) return { kind: "hit", progress: share };
  if (share >= MIN_PART_WAY) return { kind: "part-way", progress: share };
  if (share >= 0) return { kind: "missed", progress: share };
  return { kind: "backfired", progress: share };
}

/** What the final reading decides: from these values on it is a hit, part-way or missed. Beyond `missed` it backfired. */
export const thresholds = ({
  baseline,
  target,
}: Pick<Terms, "baseline" | "target">): { hit: number; partWay: number; missed: number } => ({
  hit: target,
  partWay: rounded(baseline + (target - baseline) * MIN_PART_WAY),
  missed: baseline,
});

/** Final reading minus baseline, in the metric's unit. */
export const realisedValue = ({ baseline }: Pick<Terms, "baseline">, value: number): number =>
  rounded(value - baseline);

/** Whether the bet came at least half of the way. */
export const isHitOrPartWay = ({ kind }: Verdict): boolean => kind === "hit" || kind === "part-way";

export const isComputed = (verdict: Verdict): verdict is ComputedVerdict => "progress" in verdict;

const COMPUTED: ReadonlySet<Verdict["kind"]> = new Set<ComputedVerdict["kind"]>([
  "hit",
  "part-way",
  "missed",
  "backfired",
]);
export const isComputedKind = (kind: Verdict["kind"]): kind is ComputedVerdict["kind"] => COMPUTED.has(kind);

/** Whether the bet came less than half of the way, or went the wrong way. */
export const isMiss = (kind: Verdict["kind"]): boolean => kind === "missed" || kind === "backfired";
