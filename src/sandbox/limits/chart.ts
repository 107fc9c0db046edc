import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

import { block, someText } from "./composition.ts";

// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block; newer versions of the page
// allow 12 series and segments instead of 6.
const label = someText(20);
const point = z.strictObject({ label, value: z.number() });

const axes = {
  series: z
    .array(z.strictObject({ name: label, data: z.array(point).min(1).max(20) }))
    .min(1)
    .max(6),
  axis_config: z.strictObject({
    categories: z.array(label).min(1).max(20),
    x_label: someText(50).optional(),
    y_label: someText(50).optional(),
  }),
};
type Axes = z.infer<z.ZodObject<typeof axes>>;

const matchingAxes: z.core.CheckFn<Axes> = ({ value: { series, axis_config }, issues }) => {
  const refuse = (path: (string | number)[], message: string) =>
    issues.push({ code: "custom", input: series, path, message });
  const { categories } = axis_config;

  if (new Set(categories).size < categories.length) refuse(["axis_config", "categories"], "must be unique");
  if (new Set(series.map(({ name }) => name)).size < series.length)
    refuse(["series"], "must have unique names");
  for (const [index, { data }] of series.entries())
    if (
      !isDeepStrictEqual(
        data.map((point) => point.label),
        categories,
      )
    )
      refuse(["series", index, "data"], "must have the labels of `categories`, in their order");
};

const chart = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("line"), ...axes }).check(matchingAxes),
  z.strictObject({ type: z.literal("bar"), ...axes }).check(matchingAxes),
  z.strictObject({ type: z.literal("area"), ...axes }).check(matchingAxes),
  z.strictObject({
    type: z.literal("pie"),
    segments: z
      .array(z.strictObject({ label, value: z.number().positive() }))
      .min(1)
      .max(6),
  }),
]);

export const dataVisualization = z.strictObject({
  type: z.literal("data_visualization"),
  ...block,
  title: someText(50),
  chart,
});
