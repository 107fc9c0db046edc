import type { Terms } from "#domain/bets/terms.ts";
import type { Reading } from "#domain/readings/reading.ts";
import { paragraph, type MessageBlock } from "#slack/kit/blocks.ts";
import { formatDay } from "#slack/kit/dates.ts";
import { formatNumber } from "#slack/kit/numbers.ts";

/** Slack's chart block shows in messages only, so a modal has a line of these, and a sentence with the numbers. */
const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;
const MIDDLE = 3;

/** "▁▄█", from the lowest to the highest value. Values that are all the same are in the middle. */
export function sparkline(values: readonly number[]): string {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  return values
    .map((value) => BARS[range === 0 ? MIDDLE : Math.round(((value - lowest) / range) * (BARS.length - 1))])
    .join("");
}

/** Readings over time, the oldest first. Nothing for fewer than two. */
export function readingsOverTime(
  readings: readonly Reading[],
  { unit, target }: Terms,
  today: Temporal.PlainDate,
): MessageBlock[] {
  if (readings.length < 2) return [];
  const words = readings.map(
    ({ value, takenOn }) => `${formatNumber(value, unit)} on ${formatDay(takenOn, today)}`,
  );
  return [
    paragraph(
      [sparkline(readings.map(({ value }) => value))],
      [`Readings: ${words.join(", ")}; target ${formatNumber(target, unit)}.`],
    ),
  ];
}
