import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Chart } from "#reports/document.ts";
import { calibrationOptions } from "./calibration.ts";
import type { ChartWidth } from "./look.ts";
import { realisedOptions } from "./realised.ts";
import { timelineOptions } from "./timeline.ts";

/** The DOM that Plot draws into. */
const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** A chart as SVG. Its colours are the page's variables, so that it follows light and dark. */
export function drawChart(chart: Chart, width: ChartWidth): string {
  const svg = Plot.plot({
    ...options(chart, width),
    document,
    className: "chart",
    ariaLabel: chart.label,
  });
  svg.setAttribute("role", "img");
  // Plot names each layer by its kind, such as "rule", which says nothing to anybody.
  for (const layer of svg.querySelectorAll("g[aria-label]")) layer.removeAttribute("aria-label");
  return svg.outerHTML;
}

function options(chart: Chart, width: ChartWidth): Plot.PlotOptions {
  switch (chart.kind) {
    case "timeline":
      return timelineOptions(chart, width);
    case "realised":
      return realisedOptions(chart, width);
    case "calibration":
      return calibrationOptions(chart);
  }
}
