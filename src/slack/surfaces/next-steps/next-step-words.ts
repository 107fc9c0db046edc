import { isDoubtful, type NextStep } from "#domain/next-steps/next-step.ts";
import { dayWords } from "#slack/kit/dates.ts";

/** Behind a step that was carried over so often that we ask whether it is wanted. */
const STILL_WORTH_IT = "still worth it?";

/** "due Fri 15 Jan", "was due Tue 8 Dec, carried over once", "was due Fri 20 Nov, carried over 3 times, still worth it?"; `between` stands between the two. */
export function stepDueWords(
  step: Pick<NextStep, "dueOn" | "carried" | "state">,
  today: Temporal.PlainDate,
  between: string,
): string {
  const { dueOn, carried } = step;
  const due = `${Temporal.PlainDate.compare(dueOn, today) < 0 ? "was due" : "due"} ${dayWords(dueOn, today)}`;
  if (carried === 0) return due;
  const overdue = `${due}${between}carried over ${timesWords(carried)}`;
  return isDoubtful(step) ? `${overdue}${between}${STILL_WORTH_IT}` : overdue;
}

function timesWords(times: number): string {
  if (times === 1) return "once";
  return times === 2 ? "twice" : `${times} times`;
}
