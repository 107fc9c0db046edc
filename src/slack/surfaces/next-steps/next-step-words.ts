import { needsReview, type NextStep } from "#domain/next-steps/next-step.ts";
import { formatDay } from "#slack/kit/dates.ts";

/** Added to a step that was carried over so often that it may not be wanted any more. */
const STILL_WORTH_IT = "still worth it?";

/**
 * "due Fri 15 Jan", "was due Tue 8 Dec, carried over once", or
 * "was due Fri 20 Nov, carried over 3 times, still worth it?". `separator` goes between the parts.
 */
export function stepDueWords(
  step: Pick<NextStep, "dueOn" | "timesCarriedOver" | "state">,
  today: Temporal.PlainDate,
  separator: string,
): string {
  const { dueOn, timesCarriedOver } = step;
  const due = `${Temporal.PlainDate.compare(dueOn, today) < 0 ? "was due" : "due"} ${formatDay(dueOn, today)}`;
  if (timesCarriedOver === 0) return due;
  const withCarries = `${due}${separator}carried over ${timesWords(timesCarriedOver)}`;
  return needsReview(step) ? `${withCarries}${separator}${STILL_WORTH_IT}` : withCarries;
}

function timesWords(times: number): string {
  if (times === 1) return "once";
  return times === 2 ? "twice" : `${times} times`;
}
