import type { KeyResult, Objective } from "./goal.ts";
import { progress } from "#domain/verdicts/verdict.ts";

/** Where a key result stands against an even pace through its objective's period; `by` in the metric's unit, over 0. */
export type Pace =
  | { readonly kind: "reached" }
  | { readonly kind: "not-begun" }
  | { readonly kind: "on-pace" }
  | { readonly kind: "ahead"; readonly by: number }
  | { readonly kind: "behind"; readonly by: number };

type Period = Pick<Objective, "from" | "until">;

/** The share of a period that is over at the end of a day, from 0 to 1. */
function elapsed({ from, until }: Period, today: Temporal.PlainDate): number {
  const days = (day: Temporal.PlainDate) => from.until(day, { largestUnit: "day" }).days + 1;
  return Math.min(1, Math.max(0, days(today) / days(until)));
}

/**
 * Held against what an even pace would have brought by the end of today: baseline + (target - baseline) x the share of
 * the period that is over. A difference too small to be told at the size of the way is on pace.
 */
export function pace(
  keyResult: Pick<KeyResult, "baseline" | "target" | "current">,
  period: Period,
  today: Temporal.PlainDate,
): Pace {
  const { baseline, target, current } = keyResult;
  const share = progress(keyResult, current);
  if (share >= 1) return { kind: "reached" };
  const over = elapsed(period, today);
  if (over === 0) return { kind: "not-begun" };
  const way = Math.abs(target - baseline);
  const by = rounded((share - over) * way, way);
  if (by === 0) return { kind: "on-pace" };
  return by > 0 ? { kind: "ahead", by } : { kind: "behind", by: -by };
}

/** To as many digits as tell a twentieth of the way: whole numbers for 100, tenths for 8. */
function rounded(value: number, way: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(way / 20)));
  const unit = 10 ** Math.min(digits, 12);
  return Math.round(value * unit) / unit;
}
