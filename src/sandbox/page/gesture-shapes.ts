import { z } from "zod";

const channel = z.string().max(80);
const longText = z.string().max(12_000);
const message = z.strictObject({ channel, ts: z.string().max(40) });
const view = z.strictObject({ view: z.string().max(80) });
const target = z.union([message, view]);
export type GestureTarget = z.infer<typeof target>;

/** Text, a date, an option's value, a list of them, or null for nothing. */
const entry = z.union([longText, z.array(longText), z.null()]);
export type PageEntry = z.infer<typeof entry>;
const entries = z.record(z.string(), entry);

const emoji = z.string().regex(/^[a-z0-9_+-]+(::skin-tone-[2-6])?$/);

const gesture = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("command"),
    channel,
    command: z.string().regex(/^\/\S+$/),
    text: longText,
  }),
  z.strictObject({
    kind: z.literal("say"),
    channel,
    text: longText.min(1),
    thread: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("invite"), channel }),
  z.strictObject({ kind: z.literal("click"), target, block: z.string(), action: z.string() }),
  z.strictObject({ kind: z.literal("choose"), target, block: z.string(), action: z.string(), entry }),
  z.strictObject({ kind: z.literal("fill"), ...view.shape, entries }),
  z.strictObject({ kind: z.literal("submit"), ...view.shape, entries }),
  z.strictObject({ kind: z.literal("close"), ...view.shape }),
  z.strictObject({ kind: z.literal("shortcut"), callback: z.string(), message }),
  z.strictObject({ kind: z.literal("react"), message, emoji }),
  z.strictObject({ kind: z.literal("unreact"), message, emoji }),
  z.strictObject({ kind: z.literal("open-home") }),
  z.strictObject({ kind: z.literal("dismiss"), message }),
]);
export type Gesture = z.infer<typeof gesture>;

/** A gesture: what a person does on the page. */
export const gestureRequest = z.strictObject({ as: z.string(), gesture });

export const clockRequest = z.discriminatedUnion("move", [
  z.strictObject({ move: z.literal("hour") }),
  z.strictObject({ move: z.literal("day") }),
  z.strictObject({ move: z.literal("digest") }),
  z.strictObject({ move: z.literal("to"), at: z.iso.datetime({ local: true }), timeZone: z.string() }),
]);
export type ClockRequest = z.infer<typeof clockRequest>;

export const resetRequest = z.strictObject({ to: z.enum(["opening", "story", "empty"]) });
