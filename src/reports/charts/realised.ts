import * as Plot from "@observablehq/plot";
import type { RealisedChart } from "#reports/document.ts";
import {
  ACCENT,
  type ChartWidth,
  BAR_BELOW,
  fitName,
  INK,
  LINE,
  MUTED,
  PAPER,
  ROW_HEIGHT,
  WIDTHS,
  WORDS_ABOVE,
} from "./look.ts";

/** Bars that go further are cut off there; their words say how far they went. */
const [FURTHEST_BACK, FURTHEST] = [-1, 2];

/** A bar for each bet, from where it began (0) towards what it aimed for (1). */
export function realisedOptions({ bars }: RealisedChart, width: ChartWidth): Plot.PlotOptions {
  const rows = bars.map(({ name, share, words }, y) => {
    const after = ` · ${words}`;
    const end = Math.min(FURTHEST, Math.max(FURTHEST_BACK, share));
    return { y, end, isCut: end !== share, words: fitName(name, after, WIDTHS[width]) + after };
  });
  const ends = rows.map(({ end }) => end);
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const marks = [
    { share: 0, words: "where we began" },
    { share: 1, words: "what we aimed for" },
  ];
  return {
    width: WIDTHS[width],
    height: rows.length * ROW_HEIGHT + 32,
    margin: 8,
    marginTop: 24,
    x: { domain: [low, high + (high - low) * 0.02], axis: null },
    y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
    marks: [
      Plot.ruleX(marks, { x: "share", stroke: MUTED, strokeDasharray: "3,3" }),
      ...marks.map((mark) =>
        Plot.text([mark], {
          x: "share",
          frameAnchor: "top",
          textAnchor: mark.share === 0 && low > -0.5 ? "start" : "end",
          dy: -18,
          text: "words",
          fill: MUTED,
        }),
      ),
      Plot.ruleY(rows, { y: "y", stroke: LINE, dy: BAR_BELOW }),
      Plot.ruleY(rows, { y: "y", x1: 0, x2: "end", dy: BAR_BELOW, stroke: ACCENT, strokeWidth: 10 }),
      Plot.dot(
        rows.filter(({ isCut }) => isCut),
        { x: "end", y: "y", dy: BAR_BELOW, symbol: "diamond", r: 7, fill: ACCENT },
      ),
      Plot.text(rows, {
        y: "y",
        frameAnchor: "left",
        textAnchor: "start",
        dy: WORDS_ABOVE,
        text: "words",
        fill: INK,
        stroke: PAPER,
        strokeWidth: 6,
      }),
    ],
  };
}
