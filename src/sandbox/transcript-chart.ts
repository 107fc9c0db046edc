import { z } from "zod";
import type { Block } from "./slack/state/shapes.ts";

const point = z.object({ label: z.string(), value: z.number() });
const chart = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.enum(["line", "bar", "area"]),
    series: z.array(z.object({ name: z.string(), data: z.array(point) })),
  }),
  z.looseObject({ type: z.literal("pie"), segments: z.array(point) }),
]);
const visualization = z.looseObject({ title: z.string().optional(), chart });

const MAX_BAR = 24;

/** Renders a chart as labelled bars, one per line; negative values are dotted. */
export function chartLines(block: Block): string[] {
  const { title, chart } = visualization.parse(block);
  const groups = chart.type === "pie" ? [{ name: "", data: chart.segments }] : chart.series;
  const points = groups.flatMap(({ data }) => data);
  const largest = Math.max(...points.map(({ value }) => Math.abs(value)), 0);
  const width = Math.max(...points.map(({ label }) => label.length), 0);
  const bar = (value: number) => {
    const length = largest === 0 ? 0 : Math.round((Math.abs(value) / largest) * MAX_BAR);
    return (value < 0 ? "░" : "█").repeat(length);
  };
  const lines = title === undefined ? [] : [`(chart) ${title}`];
  for (const { name, data } of groups) {
    if (name !== "") lines.push(name);
    lines.push(...data.map(({ label, value }) => `  ${label.padEnd(width)}  ${bar(value)} ${value}`));
  }
  return lines;
}
