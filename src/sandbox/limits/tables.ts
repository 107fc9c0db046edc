import { z } from "zod";

import { block, flag, rawNumber, rawText } from "./composition.ts";
import { richText } from "./rich-text.ts";

export const table = z.strictObject({
  type: z.literal("table"),
  ...block,
  rows: z
    .array(
      z
        .array(z.discriminatedUnion("type", [rawText, rawNumber, richText]))
        .min(1)
        .max(20),
    )
    .min(1)
    .max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(["left", "center", "right"]).optional(),
        is_wrapped: flag.optional(),
      }),
    )
    .max(20)
    .optional(),
});
const headerRow = z
  .array(z.discriminatedUnion("type", [rawText, rawNumber]))
  .min(1)
  .max(20);
export const dataTable = z
  .strictObject({
    type: z.literal("data_table"),
    ...block,
    caption: z.string().min(1),
    rows: z.tuple([headerRow], z.array(z.discriminatedUnion("type", [rawText, rawNumber, richText]))),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine(({ rows }) => rows.length <= 101, { path: ["rows"], error: "no more than 101 items allowed" })
  .refine(({ rows }) => rows.every((row) => row.length === rows[0].length), {
    path: ["rows"],
    error: "must have rows of equal length",
  })
  .refine(({ rows, row_header_column_index = 0 }) => row_header_column_index < rows[0].length, {
    path: ["row_header_column_index"],
    error: "must be one of the columns",
  });
