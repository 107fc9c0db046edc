import type {
  ActionsBlock,
  Button,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
  SectionBlock,
} from "@slack/types";
import { clip, escape, messageText } from "./text.ts";

export type MessageBlock = KnownBlock;

/** The blocks of a message, and the same content as text for screen readers and notifications. */
export type Message = { readonly text: string; readonly blocks: MessageBlock[] };

/** Part of a line. Strings become rich text, in which Slack parses neither mentions nor markup. */
export type Span = string | RichTextElement;

export const bold = (text: string): Span => ({ type: "text", text, style: { bold: true } });
export const italic = (text: string): Span => ({ type: "text", text, style: { italic: true } });

const BAR_LENGTH = 10;
const BAR = /^[▓░]{10} $/;

/** A share as a bar of ten: "▓▓▓░░░░░░░ ". Say it in words, too: the bar isn't in the text that is read aloud. */
export function progressBar(share: number): Span {
  const filled = Math.min(BAR_LENGTH, Math.max(0, Math.floor(share * BAR_LENGTH)));
  return { type: "text", text: `${"▓".repeat(filled)}${"░".repeat(BAR_LENGTH - filled)} ` };
}

export const emoji = (name: string): Span => ({ type: "emoji", name });

/** A time that Slack shows in the reader's time zone; `fallback` gives it in the team's. */
export const dateSpan = (at: Temporal.Instant, fallback: string): Span => ({
  type: "date",
  timestamp: Math.floor(at.epochMilliseconds / 1_000),
  format: "{date_short_pretty} at {time}",
  fallback,
});

/** One paragraph of several lines. Skips empty lines, `false` and `undefined`. */
export function paragraph(...lines: ReadonlyArray<ReadonlyArray<Span> | false | undefined>): RichTextBlock {
  const kept = lines.filter((line) => line !== undefined && line !== false && line.length > 0);
  const spans = kept.flatMap((line, index) => (index > 0 ? ["\n", ...(line || [])] : [...(line || [])]));
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: mergeText(spans) }] };
}

export const bullets = (lines: ReadonlyArray<ReadonlyArray<Span>>): RichTextBlock => ({
  type: "rich_text",
  elements: [
    {
      type: "rich_text_list",
      style: "bullet",
      elements: lines.map((line): RichTextSection => ({
        type: "rich_text_section",
        elements: mergeText(line),
      })),
    },
  ],
});

/** Text to copy, exactly as it is. */
export const preformatted = (text: string): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
});

/** Merges adjacent plain strings and drops empty ones, since Slack refuses empty elements. */
function mergeText(spans: ReadonlyArray<Span>): RichTextElement[] {
  const elements: RichTextElement[] = [];
  for (const span of spans) {
    const last = elements.at(-1);
    if (typeof span !== "string") elements.push(span);
    else if (last?.type === "text" && !last.style && !BAR.test(last.text)) last.text += span;
    else if (span !== "") elements.push({ type: "text", text: span });
  }
  return elements.length > 0 ? elements : [{ type: "text", text: " " }];
}

export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: true });

/** Slack's limit for an accessibility label. */
const MAX_LABEL_LENGTH = 75;

/** A button. What screen readers say instead of its label is clipped to Slack's limit. */
export const button = (
  label: string,
  actionId: string,
  value: string,
  { accessibility_label: spoken, ...more }: Pick<Button, "style" | "confirm" | "accessibility_label"> = {},
): Button => ({
  type: "button",
  text: plain(label),
  action_id: actionId,
  value,
  ...more,
  ...(spoken !== undefined && { accessibility_label: clip(spoken, MAX_LABEL_LENGTH) }),
});

export const actions = (...elements: ActionsBlock["elements"]): ActionsBlock => ({
  type: "actions",
  elements,
});

/** A line with one button or menu beside it. Plain text, so that Slack parses neither mentions nor markup. */
export const lineWith = (text: string, accessory: NonNullable<SectionBlock["accessory"]>): SectionBlock => ({
  type: "section",
  text: { type: "plain_text", text, emoji: false },
  accessory,
});

/** Builds a message from its blocks. Its text is derived from them, and cut only to Slack's limit. */
export const message = (...blocks: ReadonlyArray<MessageBlock | false | undefined>): Message => {
  const kept = blocks.filter((block) => block !== undefined && block !== false);
  return { text: messageText(textOfAll(kept)), blocks: kept };
};

/** Whether the text holds everything that the blocks say: false if it was cut to Slack's limit. */
export const isComplete = ({ text, blocks }: Message): boolean => text === escape(textOfAll(blocks));

const textOfAll = (blocks: readonly MessageBlock[]): string => blocks.map(textOf).filter(Boolean).join("\n");

/** A block's text. Empty for buttons, which screen readers read out, and for charts, which have text next to them. */
function textOf(block: MessageBlock): string {
  if (isRichText(block)) return block.elements.map(textOfRichText).join("\n");
  return "";
}

const isRichText = (block: MessageBlock): block is RichTextBlock => block.type === "rich_text";

function textOfRichText(element: RichTextBlock["elements"][number]): string {
  if (element.type === "rich_text_list")
    return element.elements.map((line) => `• ${textOfSection(line)}`).join("\n");
  return textOfSection(element);
}

const textOfSection = (section: { elements: RichTextElement[] }): string =>
  section.elements.map(textOfElement).join("");

function textOfElement(element: RichTextElement): string {
  switch (element.type) {
    case "text":
      return BAR.test(element.text) ? "" : element.text;
    case "emoji":
      return `:${element.name}:`;
    case "link":
      return element.text ?? element.url;
    case "date":
      return element.fallback ?? "";
    default:
      return "";
  }
}
