import type {
  ActionsBlock,
  Block,
  Button,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextElement,
  RichTextSection,
} from "@slack/types";
import { escape, messageText } from "./text.ts";

/** Slack's own chart. It is on the platform, and not yet in the types. */
export type ChartBlock = Block & { readonly type: "data_visualization" } & Record<string, unknown>;

export type MessageBlock = KnownBlock | ChartBlock;

/** A message: blocks for the eye, and a text that says all of it, for screen readers and notifications. */
export type Message = { readonly text: string; readonly blocks: MessageBlock[] };

/** A piece of a line. Texts go into rich text, where Slack reads no mentions and no markup: what is typed is shown. */
export type Span = string | RichTextElement;

export const bold = (text: string): Span => ({ type: "text", text, style: { bold: true } });
export const italic = (text: string): Span => ({ type: "text", text, style: { italic: true } });

export const emoji = (name: string): Span => ({ type: "emoji", name });

/** A moment, shown in the reader's own time zone; `fallback` says it in the team's. */
export const moment = (at: Temporal.Instant, fallback: string): Span => ({
  type: "date",
  timestamp: Math.floor(at.epochMilliseconds / 1_000),
  format: "{date_short_pretty} at {time}",
  fallback,
});

/** One paragraph of several lines. Empty lines of the list are left out. */
export function paragraph(...lines: ReadonlyArray<ReadonlyArray<Span> | false | undefined>): RichTextBlock {
  const kept = lines.filter((line) => line !== undefined && line !== false && line.length > 0);
  const spans = kept.flatMap((line, index) => (index > 0 ? ["\n", ...(line || [])] : [...(line || [])]));
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: joined(spans) }] };
}

/** A list with a bullet before each line. */
export const bullets = (lines: ReadonlyArray<ReadonlyArray<Span>>): RichTextBlock => ({
  type: "rich_text",
  elements: [
    {
      type: "rich_text_list",
      style: "bullet",
      elements: lines.map((line): RichTextSection => ({ type: "rich_text_section", elements: joined(line) })),
    },
  ],
});

/** Plain neighbours become one element; Slack refuses empty ones. */
function joined(spans: ReadonlyArray<Span>): RichTextElement[] {
  const elements: RichTextElement[] = [];
  for (const span of spans) {
    const last = elements.at(-1);
    if (typeof span !== "string") elements.push(span);
    else if (last?.type === "text" && !last.style) last.text += span;
    else if (span !== "") elements.push({ type: "text", text: span });
  }
  return elements.length > 0 ? elements : [{ type: "text", text: " " }];
}

export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: true });

export const button = (
  words: string,
  actionId: string,
  value: string,
  more: Pick<Button, "style" | "confirm" | "accessibility_label"> = {},
): Button => ({ type: "button", text: plain(words), action_id: actionId, value, ...more });

export const actions = (...elements: ActionsBlock["elements"]): ActionsBlock => ({
  type: "actions",
  elements,
});

/** A message from its blocks: the text twin is read off them, so that it is complete by construction. */
export const message = (...blocks: ReadonlyArray<MessageBlock | false | undefined>): Message => {
  const kept = blocks.filter((block) => block !== undefined && block !== false);
  return { text: messageText(wordsOfAll(kept)), blocks: kept };
};

/** Whether the text says all that the blocks say; one that would be too long was cut. */
export const isComplete = ({ text, blocks }: Message): boolean => text === escape(wordsOfAll(blocks));

const wordsOfAll = (blocks: readonly MessageBlock[]): string =>
  blocks.map(wordsOf).filter(Boolean).join("\n");

/** What a block says in words. Buttons are read out by themselves; a chart's words stand beside it. */
function wordsOf(block: MessageBlock): string {
  if (isRichText(block)) return block.elements.map(wordsOfRichText).join("\n");
  return "";
}

const isRichText = (block: MessageBlock): block is RichTextBlock => block.type === "rich_text";

function wordsOfRichText(element: RichTextBlock["elements"][number]): string {
  if (element.type === "rich_text_list")
    return element.elements.map((line) => `• ${wordsOfSection(line)}`).join("\n");
  return wordsOfSection(element);
}

const wordsOfSection = (section: { elements: RichTextElement[] }): string =>
  section.elements.map(wordsOfElement).join("");

function wordsOfElement(element: RichTextElement): string {
  switch (element.type) {
    case "text":
      return element.text;
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
