import { z } from "zod";

import { card, carousel, plan, taskCard } from "./cards.ts";
import { dataVisualization } from "./chart.ts";
import {
  anyText,
  block,
  flag,
  hasOneSource,
  imageElement,
  imageFields,
  oneSource,
  plainText,
  someText,
  webLink,
} from "./composition.ts";
import { accessory, actionElement, contextActionElement, inputElement } from "./elements.ts";
import { richText } from "./rich-text.ts";
import { dataTable, table } from "./tables.ts";

const section = z
  .strictObject({
    type: z.literal("section"),
    ...block,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: flag.optional(),
  })
  .refine(({ text, fields }) => text || fields, "must define either `text` or `fields`");

const header = z.strictObject({ type: z.literal("header"), ...block, text: plainText(150) });
const divider = z.strictObject({ type: z.literal("divider"), ...block });
const context = z.strictObject({
  type: z.literal("context"),
  ...block,
  elements: z
    .array(z.discriminatedUnion("type", [imageElement, anyText(3000)]))
    .min(1)
    .max(10),
});
const actions = z.strictObject({
  type: z.literal("actions"),
  ...block,
  elements: z.array(actionElement).min(1).max(25),
});
const contextActions = z.strictObject({
  type: z.literal("context_actions"),
  ...block,
  elements: z.array(contextActionElement).min(1).max(5),
});
const input = z.strictObject({
  type: z.literal("input"),
  ...block,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: flag.optional(),
  dispatch_action: flag.optional(),
  element: inputElement,
});
const image = z
  .strictObject({
    type: z.literal("image"),
    ...block,
    ...imageFields,
    title: plainText(2000).optional(),
  })
  .refine(hasOneSource, oneSource);
const markdown = z.strictObject({ type: z.literal("markdown"), ...block, text: someText(12_000) });
const alert = z.strictObject({
  type: z.literal("alert"),
  ...block,
  text: anyText(200),
  level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
});
const video = z.strictObject({
  type: z.literal("video"),
  ...block,
  video_url: z.url({ protocol: /^https$/u }),
  thumbnail_url: webLink,
  alt_text: someText(2000),
  title: plainText(199),
  title_url: z.url({ protocol: /^https$/u }).optional(),
  author_name: someText(49).optional(),
  provider_name: someText(49).optional(),
  provider_icon_url: webLink.optional(),
  description: plainText(200).optional(),
});

const container = z
  .strictObject({
    type: z.literal("container"),
    ...block,
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion("type", [
          actions,
          context,
          divider,
          header,
          image,
          input,
          richText,
          section,
          table,
          video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    icon: imageElement.optional(),
    is_collapsible: flag.optional(),
    default_collapsed: flag.optional(),
    has_header_divider: flag.optional(),
  })
  .refine(
    ({ title, rich_text_title }) => title ?? rich_text_title,
    "must define either `title` or `rich_text_title`",
  )
  .refine(({ default_collapsed, is_collapsible }) => !default_collapsed || is_collapsible, {
    path: ["default_collapsed"],
    error: "needs `is_collapsible`",
  });

// `file` is missing: Slack adds that block itself and accepts it from no app.
export const anyBlock = z.discriminatedUnion("type", [
  actions,
  alert,
  card,
  carousel,
  container,
  context,
  contextActions,
  dataTable,
  dataVisualization,
  divider,
  header,
  image,
  input,
  markdown,
  plan,
  richText,
  section,
  table,
  taskCard,
  video,
]);
