import * as Plot from "@observablehq/plot";
import type { CalibrationPlot } from "#reports/document.ts";
import { ACCENT, INK, LINE, MUTED, PAPER, WIDTHS } from "./look.ts";

const PERCENTS = [0, 20, 40, 60, 80, 100];

/** Hit rate by forecast, each with its interval, beside the diagonal of a team that is as sure as it should be. */
export function calibrationOptions({ points }: CalibrationPlot): Plot.PlotOptions {
  const percent = {
    domain: [0, 100],
    ticks: PERCENTS,
    tickFormat: (value: number) => `${value} %`,
    tickSize: 0,
  };
  return {
    width: WIDTHS.narrow,
    height: WIDTHS.narrow,
    margin: 16,
    marginLeft: 52,
    marginRight: 48,
    marginTop: 32,
    marginBottom: 44,
    x: { ...percent, label: "what we gave", labelArrow: "none", labelAnchor: "right" },
    y: { ...percent, label: "how often it hit", labelArrow: "none", labelAnchor: "top" },
    marks: [
      Plot.gridX(PERCENTS, { stroke: LINE, strokeOpacity: 1 }),
      Plot.gridY(PERCENTS, { stroke: LINE, strokeOpacity: 1 }),
      Plot.link([{ from: 0, to: 100 }], {
        x1: "from",
        y1: "from",
        x2: "to",
        y2: "to",
        stroke: MUTED,
        strokeDasharray: "4,4",
      }),
      Plot.ruleX(points, { x: "forecast", y1: "low", y2: "high", stroke: ACCENT, strokeWidth: 2.5 }),
      Plot.dot(points, { x: "forecast", y: "hit", r: 6, fill: ACCENT }),
      Plot.text(points, {
        x: "forecast",
        y: "hit",
        text: "words",
        textAnchor: "start",
        dx: 8,
        dy: -10,
        fontSize: 12,
        fill: INK,
        stroke: PAPER,
        strokeWidth: 3,
      }),
    ],
  };
}
