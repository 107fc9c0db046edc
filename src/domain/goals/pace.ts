import type { KeyResult, Objective } from "./goal.ts";
import { progress } from "#domain/verdicts/verdict.ts";

/** A key result compared with an even pace through its objective's period. `by` is positive, in the metric's unit. */
export type Pace =
  | { readonly kind: "reached" }
  | { readonly kind: "not-begun" }
  | { readonly kind: "on-pace" }
  | { readonly kind: "ahead"; readonly by: number }
  | { readonly kind: "behind"; readonly by: number };

type Period = Pick<Objective, "from" | "until">;

/** The share of a period that has passed by the end of a day, from 0 to 1. */
function elapsed({ from, until }: Period, today: Temporal.PlainDate): number {
  const days = (day: Temporal.PlainDate) => from.until(day, { largestUnit: "day" }).days + 1;
  return Math.min(1, Math.max(0, days(today) / days(until)));
}

/**
 * Compares the current value with an even pace at the end of today: baseline + (target - baseline) x the share of the
 * period that has passed. A difference too small to matter at this distance counts as on pace.
 */
export function pace(
  keyResult: Pick<KeyResult, "baseline" | "target" | "current">,
  period: Period,
  today: Temporal.PlainDate,
): Pace {
  const { baseline, target, current } = keyResult;
  const share = progress(keyResult, current);
  if (share >= 1) return { kind: "reached" };
  const elapsedShare = elapsed(period, today);
  if (elapsedShare === 0) return { kind: "not-begun" };
  const distance = Math.abs(target - baseline);
  const by = rounded((share - elapsedShare) * distance, distance);
  if (by === 0) return { kind: "on-pace" };
  return by > 0 ? { kind: "ahead", by } : { kind: "behind", by: -by };
}

/** Rounds to as many decimals as a twentieth of the distance needs: whole numbers for 100, tenths for 8. */
function rounded(value: number, distance: number): number {
  const decimals = Math.max(0, Math.ceil(-Math.log10(distance / 20)));
  const scale = 10 ** Math.min(decimals, 12);
  return Math.round(value * scale) / scale;
}
