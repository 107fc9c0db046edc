import { z } from "zod";

// Every object is strict, because Slack refuses unknown properties.

const idLength = 255;
export const identifier = z.string().min(1).max(idLength);
export const flag = z.boolean();
export const block = { block_id: identifier.optional() };

/** Length is counted in UTF-16 units, the strictest way in which Slack may count. */
export const someText = (max: number) => z.string().min(1).max(max);

const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: someText(max),
    emoji: flag.optional(),
  });

export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: someText(max),
    verbatim: flag.optional(),
  });

/** Only `plain_text`. A union of one, so that another type of text gives "unsupported type". */
export const plainText = (max: number) => z.discriminatedUnion("type", [plain(max)]);

export const anyText = (max: number) => z.discriminatedUnion("type", [plain(max), mrkdwn(max)]);

export const link = z.url().max(3000);
export const webLink = z.url({ protocol: /^https?$/u }).max(3000);

const optionFields = {
  // Slack's reference says 150 in places; its own types say 75.
  value: someText(75),
  description: plainText(75).optional(),
};
export const plainOption = z.strictObject({ text: plainText(75), ...optionFields });
export const richOption = z.strictObject({ text: anyText(75), ...optionFields });
export const overflowOption = z.strictObject({
  text: plainText(75),
  url: link.optional(),
  ...optionFields,
});
export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(plainOption).min(1).max(100),
});

export const colour = z.enum(["primary", "danger"]);

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: colour.optional(),
});

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(["on_enter_pressed", "on_character_entered"]))
    .min(1)
    .max(2)
    .optional(),
});

export const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: flag.optional(),
    exclude_bot_users: flag.optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, "must define at least one filter");

const slackFile = z
  .strictObject({ url: link.optional(), id: z.string().min(1).optional() })
  .refine((file) => (file.url === undefined) !== (file.id === undefined), "must define either `url` or `id`");

export const imageFields = {
  image_url: webLink.optional(),
  slack_file: slackFile.optional(),
  alt_text: someText(2000),
};

export const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);

export const oneSource = "must define either `image_url` or `slack_file`";

export const imageElement = z
  .strictObject({ type: z.literal("image"), ...imageFields })
  .refine(hasOneSource, oneSource);

export const rawText = z.strictObject({
  type: z.literal("raw_text"),
  text: z.string().min(1),
});
export const rawNumber = z.strictObject({
  type: z.literal("raw_number"),
  value: z.number(),
  text: z.string().min(1),
});
