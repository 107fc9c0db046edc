import { z } from "zod";

export const jsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof jsonObject>;

const textObject = z.looseObject({ text: z.string() });

const option = z.looseObject({ value: z.string(), text: textObject });
export type Option = z.infer<typeof option>;

export const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  text: textObject.optional(),
  options: z.array(option).optional(),
  option_groups: z.array(z.looseObject({ options: z.array(option) })).optional(),
});
export type Element = z.infer<typeof element>;

export const block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  label: textObject.optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});
export type Block = z.infer<typeof block>;

export const viewContent = z.looseObject({
  type: z.enum(["modal", "home"]),
  blocks: z.array(block),
  title: textObject.optional(),
  submit: textObject.nullish(),
  close: textObject.nullish(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  external_id: z.string().optional(),
  notify_on_close: z.boolean().optional(),
  clear_on_close: z.boolean().optional(),
});
export type ViewContent = z.infer<typeof viewContent>;

/** The content of a message, sent in a post, an ack or a response URL. */
export const messageContent = z.looseObject({
  text: z.string().optional(),
  blocks: z.array(block).optional(),
});

export const storedMessage = z.looseObject({
  ts: z.string(),
  text: z.string().default(""),
  user: z.string().optional(),
  blocks: z.array(block).default([]),
  thread_ts: z.string().optional(),
  edited: z.unknown().optional(),
  reactions: z
    .array(z.object({ name: z.string(), count: z.number(), users: z.array(z.string()) }))
    .default([]),
});
export type StoredMessage = z.infer<typeof storedMessage>;

/** A Web API response. */
export const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });
export type Answer = z.infer<typeof answer>;

export const refusal = (error: string, extra: JsonObject = {}): Answer => ({ ok: false, error, ...extra });
