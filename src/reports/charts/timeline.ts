import * as Plot from "@observablehq/plot";
import type { Timeline } from "#reports/document.ts";
import { ACCENT, type ChartWidth, fitName, INK, LINE, MUTED, WIDTHS } from "./look.ts";
import { BAR_BELOW, rowsFrame, rowWords } from "./rows.ts";

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

/** A bar for each bet, from its placing to its verdict, whose day is a dot. A bet that goes on has none. */
export function timelineOptions(timeline: Timeline, width: ChartWidth): Plot.PlotOptions {
  const [from, until] = [date(timeline.from), date(timeline.until.add({ days: 1 }))];
  const start = (day: Temporal.PlainDate) => new Date(Math.max(date(day).getTime(), from.getTime()));
  const rows = timeline.bars.map((bar, y) => {
    const words = ` · ${bar.outcome}`;
    return {
      y,
      x1: start(bar.from),
      x2: date(bar.until),
      isSettled: bar.isSettled,
      words: fitName(bar.name, words, WIDTHS[width]) + words,
    };
  });
  const months = monthsWithin(timeline);
  return {
    ...rowsFrame(rows.length, width),
    x: { type: "utc", domain: [from, until], axis: null },
    marks: [
      Plot.ruleX(months, { stroke: LINE }),
      Plot.text(months, {
        x: (month: Date) => month,
        frameAnchor: "top",
        textAnchor: "start",
        dx: 4,
        dy: -18,
        text: (month: Date) => monthWords(month, timeline, width),
        fill: MUTED,
      }),
      ...(timeline.today
        ? [
            Plot.ruleX([date(timeline.today)], { stroke: INK, strokeDasharray: "2,3" }),
            Plot.text([date(timeline.today)], {
              x: (day: Date) => day,
              frameAnchor: "bottom",
              dy: 10,
              text: () => "today",
              fill: MUTED,
            }),
          ]
        : []),
      Plot.ruleY(rows, { y: "y", x1: "x1", x2: "x2", dy: BAR_BELOW, stroke: ACCENT, strokeWidth: 5 }),
      Plot.dot(
        rows.filter(({ isSettled }) => isSettled),
        { x: "x2", y: "y", dy: BAR_BELOW, r: 6, fill: ACCENT },
      ),
      rowWords(rows),
    ],
  };
}

const date = (day: Temporal.PlainDate): Date => new Date(day.toZonedDateTime("UTC").epochMilliseconds);

function monthsWithin({ from, until }: Timeline): Date[] {
  const first = from.with({ day: 1 });
  const count = first.until(until, { largestUnit: "months" }).months + 1;
  // A month that had begun before is named at the edge.
  return Array.from({ length: count }, (_, months) => date(months === 0 ? from : first.add({ months })));
}

/** Twelve months have room for a letter each where it is narrow. */
function monthWords(month: Date, { from, until }: Timeline, width: ChartWidth): string {
  const words = MONTH.format(month);
  const isYear = from.until(until, { largestUnit: "months" }).months > 4;
  return isYear && width === "narrow" ? words.slice(0, 1) : words.slice(0, 3);
}
