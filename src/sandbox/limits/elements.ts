import { z } from "zod";

import {
  colour,
  confirm,
  dispatchActionConfig,
  flag,
  identifier,
  imageElement,
  link,
  overflowOption,
  plainText,
  someText,
} from "./composition.ts";
import { richText } from "./rich-text.ts";
import { checkboxes, radioButtons, selects } from "./selects.ts";

const actionable = { action_id: identifier.optional() };
const confirmable = { ...actionable, confirm: confirm.optional() };
const placeholder = plainText(150).optional();
const focusable = { focus_on_load: flag.optional() };
const typed = {
  ...actionable,
  ...focusable,
  placeholder,
  dispatch_action_config: dispatchActionConfig.optional(),
};
const accessibilityLabel = someText(75).optional();

export const button = z.strictObject({
  type: z.literal("button"),
  ...confirmable,
  text: plainText(75),
  value: someText(2000).optional(),
  url: link.optional(),
  style: colour.optional(),
  accessibility_label: accessibilityLabel,
});

const workflowButton = z.strictObject({
  type: z.literal("workflow_button"),
  ...confirmable,
  text: plainText(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: link,
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string().min(1), value: z.string() }))
        .optional(),
    }),
  }),
  style: colour.optional(),
  accessibility_label: accessibilityLabel,
});

const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...confirmable,
  options: z.array(overflowOption).min(1).max(5),
});

const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...confirmable,
  ...focusable,
  placeholder,
  initial_date: z.iso.date("must be a date as YYYY-MM-DD").optional(),
});

const datetimepicker = z.strictObject({
  type: z.literal("datetimepicker"),
  ...confirmable,
  ...focusable,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...confirmable,
  ...focusable,
  placeholder,
  initial_time: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, "must be a time as HH:mm")
    .optional(),
  timezone: z.string().min(1).optional(),
});

const richTextInput = z.strictObject({
  type: z.literal("rich_text_input"),
  ...typed,
  initial_value: richText.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
});

const plainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    ...typed,
    initial_value: someText(3000).optional(),
    multiline: flag.optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine(({ min_length = 0, max_length = 3000 }) => min_length <= max_length, {
    path: ["min_length"],
    error: "must not be greater than `max_length`",
  })
  .refine(
    ({ initial_value, min_length = 0, max_length = 3000 }) =>
      initial_value === undefined ||
      (initial_value.length >= min_length && initial_value.length <= max_length),
    { path: ["initial_value"], error: "must be within `min_length` and `max_length`" },
  );

const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/u, "must be a number");
const numberInput = z
  .strictObject({
    type: z.literal("number_input"),
    ...typed,
    is_decimal_allowed: flag,
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  })
  .refine(({ min_value = "-Infinity", max_value = "Infinity" }) => Number(min_value) <= Number(max_value), {
    path: ["min_value"],
    error: "must not be greater than `max_value`",
  })
  .refine(
    ({ initial_value, min_value = "-Infinity", max_value = "Infinity" }) =>
      initial_value === undefined ||
      (Number(initial_value) >= Number(min_value) && Number(initial_value) <= Number(max_value)),
    { path: ["initial_value"], error: "must be within `min_value` and `max_value`" },
  )
  .refine(({ is_decimal_allowed, initial_value }) => is_decimal_allowed || !initial_value?.includes("."), {
    path: ["initial_value"],
    error: "must be a whole number",
  });

const lineOfText = { ...typed, initial_value: z.string().min(1).optional() };
const emailInput = z.strictObject({ type: z.literal("email_text_input"), ...lineOfText });
const urlInput = z.strictObject({ type: z.literal("url_text_input"), ...lineOfText });
const fileInput = z.strictObject({
  type: z.literal("file_input"),
  ...actionable,
  filetypes: z.array(z.string().min(1)).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: someText(2000),
  accessibility_label: accessibilityLabel,
});
const feedbackButtons = z.strictObject({
  type: z.literal("feedback_buttons"),
  ...actionable,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});
const iconButton = z.strictObject({
  type: z.literal("icon_button"),
  ...confirmable,
  icon: z.string().min(1),
  text: plainText(75),
  value: someText(2000).optional(),
  accessibility_label: accessibilityLabel,
  visible_to_user_ids: z.array(z.string().min(1)).optional(),
});

const pickers = [...selects, checkboxes, radioButtons, datepicker, timepicker] as const;

export const accessory = z.discriminatedUnion("type", [
  ...pickers,
  button,
  overflow,
  workflowButton,
  imageElement,
]);
export const actionElement = z.discriminatedUnion("type", [
  ...pickers,
  button,
  overflow,
  workflowButton,
  datetimepicker,
  richTextInput,
]);
export const inputElement = z.discriminatedUnion("type", [
  ...pickers,
  datetimepicker,
  richTextInput,
  plainTextInput,
  numberInput,
  emailInput,
  urlInput,
  fileInput,
]);
export const contextActionElement = z.discriminatedUnion("type", [feedbackButtons, iconButton]);
