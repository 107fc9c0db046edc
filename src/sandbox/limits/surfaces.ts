import { z } from "zod";

import { anyBlock } from "./blocks.ts";
import { flag, plainText } from "./composition.ts";

export type Surface = "message" | "modal" | "home";

const everywhere: readonly Surface[] = ["message", "modal", "home"];
const messages: readonly Surface[] = ["message"];
const modals: readonly Surface[] = ["modal"];
const notHome: readonly Surface[] = ["message", "modal"];
const notModals: readonly Surface[] = ["message", "home"];

/** Where Slack's sources disagree (tables, charts and containers on Home, cards in modals), it is refused. */
export const BLOCK_SURFACES: Readonly<Record<z.infer<typeof anyBlock>["type"], readonly Surface[]>> = {
  actions: everywhere,
  alert: modals,
  card: notModals,
  carousel: notModals,
  container: messages,
  context: everywhere,
  context_actions: messages,
  data_table: messages,
  data_visualization: messages,
  divider: everywhere,
  header: everywhere,
  image: everywhere,
  input: everywhere,
  markdown: messages,
  plan: messages,
  rich_text: everywhere,
  section: everywhere,
  table: messages,
  task_card: messages,
  video: everywhere,
};

/** Elements that some surface refuses; all others are allowed wherever their block is. */
export const ELEMENT_SURFACES: ReadonlyMap<string, readonly Surface[]> = new Map([
  ["datetimepicker", notHome],
  ["workflow_button", notHome],
  ["number_input", modals],
  ["email_text_input", modals],
  ["url_text_input", modals],
  ["file_input", modals],
]);

/** Parses objects sent as JSON text, as in form-encoded calls. Invalid JSON is left for the schema to refuse. */
export function decoded(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const primitive = z.union([z.string(), z.number(), z.boolean()]);
const metadata = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.union([primitive, z.record(z.string(), primitive)], "must be flat")),
  entities: z.array(z.looseObject({})).optional(),
});

const blocks = (max: number) => z.array(anyBlock).max(max);
const messageBlocks = blocks(50).optional();

export const messageSchema = z.looseObject({
  blocks: messageBlocks,
  attachments: z
    .array(z.looseObject({ blocks: messageBlocks }))
    .max(100)
    .optional(),
  metadata: metadata.optional(),
});

const anyView = {
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
};

export const viewSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("modal"),
    ...anyView,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: flag.optional(),
    notify_on_close: flag.optional(),
    blocks: blocks(100).min(1),
  }),
  z.strictObject({ type: z.literal("home"), ...anyView, blocks: blocks(100) }),
]);
