import { z } from "zod";

import { block, imageElement, link, mrkdwn } from "./composition.ts";
import { button } from "./elements.ts";
import { richText } from "./rich-text.ts";

export const card = z
  .strictObject({
    type: z.literal("card"),
    ...block,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z
      .array(z.discriminatedUnion("type", [button]))
      .min(1)
      .max(3)
      .optional(),
  })
  .refine(
    ({ hero_image, title, actions: buttons, body }) => hero_image ?? title ?? buttons ?? body,
    "must define one of `hero_image`, `title`, `actions` or `body`",
  );
export const carousel = z.strictObject({
  type: z.literal("carousel"),
  ...block,
  elements: z
    .array(z.discriminatedUnion("type", [card]))
    .min(1)
    .max(10),
});
export const taskCard = z.strictObject({
  type: z.literal("task_card"),
  ...block,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal("url"), url: link, text: z.string().min(1) })).optional(),
  status: z.enum(["pending", "in_progress", "complete", "error"]),
});
export const plan = z.strictObject({
  type: z.literal("plan"),
  ...block,
  title: z.string().min(1),
  tasks: z.array(z.discriminatedUnion("type", [taskCard])).optional(),
});
