import { z } from "zod";

import { block, flag, link } from "./composition.ts";

const DATE_TOKENS = new Set(
  (
    "day_divider_pretty date_num date_slash date_long date_long_full date_long_pretty date " +
    "date_pretty date_short date_short_pretty time time_secs ago"
  ).split(" "),
);

const style = z
  .strictObject({
    bold: flag.optional(),
    code: flag.optional(),
    italic: flag.optional(),
    strike: flag.optional(),
    underline: flag.optional(),
  })
  .optional();
const border = z.literal([0, 1]).optional();
const id = z.string().min(1);

const dateFormat = z
  .string()
  .min(1)
  .refine(
    (format) =>
      [...format.matchAll(/\{(?<token>[^}]*)\}/gu)].every((match) =>
        DATE_TOKENS.has(match.groups?.["token"] ?? ""),
      ),
    "has an unknown date token",
  );

const text = z.strictObject({ type: z.literal("text"), text: z.string().min(1), style });
const hyperlink = z.strictObject({
  type: z.literal("link"),
  url: link,
  text: z.string().min(1).optional(),
  unsafe: flag.optional(),
  style,
});

const inline = z.discriminatedUnion("type", [
  text,
  hyperlink,
  z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    style,
  }),
  z.strictObject({ type: z.literal("color"), value: z.string().regex(/^#[\da-f]{6}$/iu), style }),
  z.strictObject({ type: z.literal("channel"), channel_id: id, style }),
  z.strictObject({
    type: z.literal("date"),
    timestamp: z.int(),
    format: dateFormat,
    url: link.optional(),
    fallback: z.string().min(1).optional(),
    style,
  }),
  z.strictObject({
    type: z.literal("emoji"),
    name: z.string().regex(/^[^:\s]+$/u, "must be a name without colons"),
    unicode: z.string().optional(),
    url: link.optional(),
    style,
  }),
  z.strictObject({ type: z.literal("team"), team_id: id, style }),
  z.strictObject({ type: z.literal("user"), user_id: id, style }),
  z.strictObject({ type: z.literal("usergroup"), usergroup_id: id, style }),
]);

const section = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(inline).min(1),
});

const part = z.discriminatedUnion("type", [
  section,
  z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(z.discriminatedUnion("type", [section])).min(1),
    indent: z.int().min(0).max(8).optional(),
    border,
  }),
  z.strictObject({
    type: z.literal("rich_text_quote"),
    elements: z.array(inline).min(1),
    border,
  }),
  z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(z.discriminatedUnion("type", [text, hyperlink])).min(1),
    border,
  }),
]);

export const richText = z.strictObject({
  type: z.literal("rich_text"),
  ...block,
  elements: z.array(part).min(1),
});
