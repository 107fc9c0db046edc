import { z } from "zod";

const id = z.string().min(1);
const person = z.object({ id });
const channel = z.object({ id });

/** For each kind that has listeners: the fields that Slack always sends and that the listeners rely on. */
const interactive = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("block_actions"),
    user: person,
    trigger_id: id,
    actions: z.array(z.object({ action_id: id })).min(1),
    response_url: z.url().optional(),
    channel: channel.optional(),
  }),
  z.object({
    type: z.literal("view_submission"),
    user: person,
    trigger_id: id,
    view: z.object({
      id,
      callback_id: z.string(),
      private_metadata: z.string(),
      blocks: z.array(z.object({ type: id })),
      state: z.object({ values: z.record(z.string(), z.record(z.string(), z.object({}))) }),
    }),
  }),
  z.object({
    type: z.literal("message_action"),
    user: person,
    trigger_id: id,
    callback_id: id,
    response_url: z.url(),
    channel,
    message: z.object({ ts: id, text: z.string().optional() }),
  }),
  z.object({ type: z.literal("event_callback"), event_id: id, event: z.object({ type: id }) }),
]);

const command = z.object({
  command: id,
  text: z.string(),
  team_id: id,
  channel_id: id,
  user_id: id,
  trigger_id: id,
  response_url: z.url(),
});

const WITH_LISTENERS = new Set<unknown>(interactive.options.map(({ shape }) => shape.type.value));

/** Whether a body may come from Slack. Kinds that have listeners need all their fields. */
export function isValidPayload(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  if ("command" in body) return command.safeParse(body).success;
  if ("type" in body && WITH_LISTENERS.has(body.type)) return interactive.safeParse(body).success;
  return "ssl_check" in body || ("type" in body && typeof body.type === "string");
}
