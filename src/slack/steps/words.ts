import type { NextStep } from "#domain/next-step.ts";
import { dayWords } from "#slack/days.ts";

/** "due Fri 15 Jan", "was due Tue 8 Dec, carried over once"; `between` stands between the two. */
export function stepDueWords(
  { dueOn, carried }: Pick<NextStep, "dueOn" | "carried">,
  today: Temporal.PlainDate,
  between: string,
): string {
  const due = `${Temporal.PlainDate.compare(dueOn, today) < 0 ? "was due" : "due"} ${dayWords(dueOn, today)}`;
  return carried > 0 ? `${due}${between}carried over ${timesWords(carried)}` : due;
}

function timesWords(times: number): string {
  if (times === 1) return "once";
  return times === 2 ? "twice" : `${times} times`;
}
