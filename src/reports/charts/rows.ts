import * as Plot from "@observablehq/plot";
import { type ChartWidth, INK, PAPER, WIDTHS } from "./look.ts";

/** A bet's words stand above its bar. */
const ROW_HEIGHT = 46;
const WORDS_ABOVE = -6;
export const BAR_BELOW = 10;

/** The frame of a chart with a row for each bet, without its x axis and marks. */
export const rowsFrame = (count: number, width: ChartWidth): Plot.PlotOptions => ({
  width: WIDTHS[width],
  height: count * ROW_HEIGHT + 32,
  margin: 8,
  marginTop: 24,
  y: { domain: [-0.5, count - 0.5], reverse: true, axis: null },
});

/** What each row says. */
export const rowWords = (rows: readonly { readonly y: number; readonly words: string }[]): Plot.Markish =>
  Plot.text(rows, {
    y: "y",
    frameAnchor: "left",
    textAnchor: "start",
    dy: WORDS_ABOVE,
    text: "words",
    fill: INK,
    stroke: PAPER,
    strokeWidth: 6,
  });
