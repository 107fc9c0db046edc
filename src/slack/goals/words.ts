import { type KeyResult, type Objective, quarterOf } from "#domain/goal.ts";
import { progress } from "#domain/verdict.ts";
import { wayWords } from "#slack/bets/words.ts";
import { fullDayWords } from "#slack/days.ts";
import { formatNumber } from "#slack/numbers.ts";

/** "Q4 2026", or the two dates of any other period. */
export function periodWords({ from, until }: Pick<Objective, "from" | "until">): string {
  const quarter = quarterOf(from);
  const whole = quarter.from.equals(from) && quarter.until.equals(until);
  return whole
    ? `Q${Math.ceil(from.month / 3)} ${from.year}`
    : `${fullDayWords(from)} to ${fullDayWords(until)}`;
}

/** "Weekly active teams: 61 of 100, from 50 (22 % of the way)"; where less is better, "Churn: 4.2 %, from 5 % down to 3 % (40 % of the way)". */
export function keyResultWords(keyResult: KeyResult): string {
  const { metric, unit, baseline, target, current } = keyResult;
  const stands =
    target > baseline
      ? `${formatNumber(current)} of ${formatNumber(target, unit)}, from ${formatNumber(baseline, unit)}`
      : `${formatNumber(current, unit)}, from ${formatNumber(baseline, unit)} down to ${formatNumber(target, unit)}`;
  return `${metric}: ${stands} (${wayWords(progress(keyResult, current))})`;
}
