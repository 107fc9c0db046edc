import type { KeyResult, Objective } from "#domain/goals/goal.ts";
import type { Pace } from "#domain/goals/pace.ts";
import { progress } from "#domain/verdicts/verdict.ts";
import { differenceWords, progressShareWords } from "#slack/surfaces/bets/bet-words.ts";
import { formatFullDay } from "#slack/kit/dates.ts";
import { formatNumber } from "#slack/kit/numbers.ts";
import { quarterDays } from "#domain/calendar/quarter.ts";

/** "Q4 2026"; for any other period, its two dates. */
export function periodWords({ from, until }: Pick<Objective, "from" | "until">): string {
  const quarter = quarterDays(from);
  const isQuarter = quarter.from.equals(from) && quarter.until.equals(until);
  return isQuarter
    ? `Q${Math.ceil(from.month / 3)} ${from.year}`
    : `${formatFullDay(from)} to ${formatFullDay(until)}`;
}

/**
 * "Weekly active teams: 61 of 100, from 50 (22 % of the way)"; where less is better, "Churn: 4.2 %, from 5 % down to
 * 3 % (40 % of the way)".
 */
export function keyResultWords(keyResult: KeyResult): string {
  const { metric, unit, baseline, current } = keyResult;
  const from = isPartOfTarget(keyResult) ? `, from ${formatNumber(baseline, unit)}` : "";
  return `${metric}: ${currentValueWords(keyResult)}${from} (${progressShareWords(progress(keyResult, current))})`;
}

/** "61 of 100"; where less is better, or the baseline is negative, "4.2 %, from 5 % down to 3 %". */
export function currentValueWords(keyResult: KeyResult): string {
  const { unit, baseline, target, current } = keyResult;
  if (isPartOfTarget(keyResult)) return `${formatNumber(current)} of ${formatNumber(target, unit)}`;
  const way = target > baseline ? "up" : "down";
  return `${formatNumber(current, unit)}, from ${formatNumber(baseline, unit)} ${way} to ${formatNumber(target, unit)}`;
}

/** Not for negative baselines: "-20 of -10" would read as twice the target. */
const isPartOfTarget = ({ baseline, target }: KeyResult): boolean => baseline >= 0 && target > baseline;

/** "8 points behind the pace"; once its period `isOver`, "8 points short". */
export function paceWords(pace: Pace, unit: string, isOver = false): string {
  switch (pace.kind) {
    case "reached":
      return "reached";
    case "not-begun":
      return "hasn't begun yet";
    case "on-pace":
      return "on pace";
    case "ahead":
      return `${differenceWords(pace.by, unit)} ahead of the pace`;
    case "behind":
      return `${differenceWords(pace.by, unit)} ${isOver ? "short" : "behind the pace"}`;
  }
}
