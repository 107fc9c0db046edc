import * as Plot from "@observablehq/plot";
import type { RealisedChart } from "#reports/document.ts";
import { ACCENT, type ChartWidth, fitName, LINE, MUTED, WIDTHS } from "./look.ts";
import { BAR_BELOW, rowsFrame, rowWords } from "./rows.ts";

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
    ...rowsFrame(rows.length, width),
    x: { domain: [low, high + (high - low) * 0.02], axis: null },
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
      rowWords(rows),
    ],
  };
}
