import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

import {
  confirm,
  conversationFilter,
  flag,
  identifier,
  optionGroup,
  plainOption,
  plainText,
  richOption,
} from "./composition.ts";

const common = {
  action_id: identifier.optional(),
  confirm: confirm.optional(),
  focus_on_load: flag.optional(),
};
const menu = { ...common, placeholder: plainText(150).optional() };
const multiple = { ...menu, max_selected_items: z.int().min(1).optional() };
const id = z.string().min(1);
const ids = z.array(id).optional();

type Choice = { value: string };
type Choices = {
  options?: Choice[] | undefined;
  option_groups?: { options: Choice[] }[] | undefined;
  initial_option?: Choice | undefined;
  initial_options?: Choice[] | undefined;
};

/** Initial options must equal one of the options in every property, and values must be unique. */
const consistentOptions: z.core.CheckFn<Choices> = ({ value: choices, issues }) => {
  const offered = [
    ...(choices.options ?? []),
    ...(choices.option_groups ?? []).flatMap((group) => group.options),
  ];
  const refuse = (path: (string | number)[], message: string) =>
    issues.push({ code: "custom", input: choices, path, message });

  if (new Set(offered.map(({ value }) => value)).size < offered.length)
    refuse(["options"], "must have options with different values");
  const isOffered = (chosen: Choice) => offered.some((option) => isDeepStrictEqual(option, chosen));
  if (choices.initial_option && !isOffered(choices.initial_option))
    refuse(["initial_option"], "must be one of the options");
  for (const [index, chosen] of (choices.initial_options ?? []).entries())
    if (!isOffered(chosen)) refuse(["initial_options", index], "must be one of the options");
};

const oneKindOfOptions: z.core.CheckFn<Choices> = ({ value, issues }) => {
  if ((value.options === undefined) === (value.option_groups === undefined))
    issues.push({
      code: "custom",
      input: value,
      message: "must define either `options` or `option_groups`",
    });
};

const upToTen = z.array(richOption).min(1).max(10);
const staticOptions = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

export const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...common,
    options: upToTen,
    initial_options: upToTen.optional(),
  })
  .check(consistentOptions);

export const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...common,
    options: upToTen,
    initial_option: richOption.optional(),
  })
  .check(consistentOptions);

export const selects = [
  z
    .strictObject({
      type: z.literal("static_select"),
      ...menu,
      ...staticOptions,
      initial_option: plainOption.optional(),
    })
    .check(oneKindOfOptions)
    .check(consistentOptions),
  z
    .strictObject({
      type: z.literal("multi_static_select"),
      ...multiple,
      ...staticOptions,
      initial_options: z.array(plainOption).min(1).max(100).optional(),
    })
    .check(oneKindOfOptions)
    .check(consistentOptions),
  z.strictObject({
    type: z.literal("external_select"),
    ...menu,
    initial_option: plainOption.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({
    type: z.literal("multi_external_select"),
    ...multiple,
    initial_options: z.array(plainOption).min(1).max(100).optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal("users_select"), ...menu, initial_user: id.optional() }),
  z.strictObject({ type: z.literal("multi_users_select"), ...multiple, initial_users: ids }),
  z.strictObject({
    type: z.literal("conversations_select"),
    ...menu,
    initial_conversation: id.optional(),
    default_to_current_conversation: flag.optional(),
    filter: conversationFilter.optional(),
    response_url_enabled: flag.optional(),
  }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    ...multiple,
    initial_conversations: ids,
    default_to_current_conversation: flag.optional(),
    filter: conversationFilter.optional(),
  }),
  z.strictObject({
    type: z.literal("channels_select"),
    ...menu,
    initial_channel: id.optional(),
    response_url_enabled: flag.optional(),
  }),
  z.strictObject({ type: z.literal("multi_channels_select"), ...multiple, initial_channels: ids }),
] as const;
