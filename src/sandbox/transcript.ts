import { z } from "zod";
import { chartLines } from "./transcript-chart.ts";
import { plainText, richTextLines } from "./transcript-text.ts";
import type { Block } from "./slack/state/shapes.ts";

/** A message for the transcript, such as `readChannel` returns. */
export interface TranscriptMessage {
  readonly author: string;
  readonly at: Temporal.Instant;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly reactions: readonly { readonly name: string; readonly count: number }[];
  readonly edited: boolean;
  readonly replies: readonly TranscriptMessage[];
}

interface TranscriptOptions {
  readonly timeZone: string;
  /** Names of people and channels by id, for mentions. */
  readonly names?: ReadonlyMap<string, string>;
}

const THREAD_INDENT = "    | ";

/** Renders a channel as plain text, with times by the sandbox's clock. */
export function renderChannel(messages: readonly TranscriptMessage[], options: TranscriptOptions): string {
  const lines: string[] = [];
  let day = "";
  for (const message of messages) {
    const today = message.at.toZonedDateTimeISO(options.timeZone).toLocaleString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    });
    if (today !== day) lines.push(`---- ${today} ----`, "");
    day = today;
    lines.push(...messageLines(message, options), "");
  }
  return lines.join("\n").trimEnd();
}

function messageLines(message: TranscriptMessage, options: TranscriptOptions): string[] {
  const { timeZone, names } = options;
  const lines = message.blocks.flatMap((block) => blockLines(block, names));
  const body = lines.length > 0 ? lines : plainText(message.text, names).split("\n");
  const reactions = message.reactions.map(({ name, count }) => `:${name}: ${count}`).join("  ");
  return [
    `${timestamp(message.at, timeZone)}  ${message.author}${message.edited ? " (edited)" : ""}`,
    ...indented(body, "  "),
    ...(reactions === "" ? [] : [`  ${reactions}`]),
    ...message.replies.flatMap((reply) => indented(messageLines(reply, options), THREAD_INDENT)),
  ];
}

const timestamp = (at: Temporal.Instant, timeZone: string) =>
  at.toZonedDateTimeISO(timeZone).toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

const indented = (lines: readonly string[], prefix: string) =>
  lines.map((line) => `${prefix}${line}`.trimEnd());

function blockLines(block: Block, names: TranscriptOptions["names"]): string[] {
  switch (block.type) {
    case "header":
      return [`## ${textOf(block["text"], names)}`];
    case "section":
      return [
        ...(block["text"] === undefined ? [] : textOf(block["text"], names).split("\n")),
        ...list(block["fields"]).flatMap((field) => textOf(field, names).split("\n")),
        ...(block["accessory"] === undefined ? [] : [control(block["accessory"], names)]),
      ];
    case "context":
      return [
        list(block["elements"])
          .map((part) => textOf(part, names) || control(part, names))
          .join(" · "),
      ];
    case "actions":
    case "context_actions":
      return [
        list(block["elements"])
          .map((part) => control(part, names))
          .join("  "),
      ];
    case "rich_text":
      return list(block["elements"]).flatMap((part) => richTextLines(part, names));
    case "data_visualization":
      return chartLines(block);
    case "divider":
      return ["--------"];
    case "image":
      return [`(image: ${String(block["alt_text"])})`];
    case "markdown":
      return String(block["text"]).split("\n");
    default:
      return [`(${block.type})`];
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const textObject = z.looseObject({ type: z.string(), text: z.string() }).catch({ type: "none", text: "" });

function textOf(value: unknown, names: TranscriptOptions["names"]): string {
  const { type, text } = textObject.parse(value);
  return type === "mrkdwn" ? plainText(text, names) : text;
}

const interactive = z.looseObject({ type: z.string() });

function control(value: unknown, names: TranscriptOptions["names"]): string {
  const element = interactive.parse(value);
  switch (element.type) {
    case "button":
      return `[ ${textOf(element["text"], names)} ]`;
    case "overflow":
      return "[ … ]";
    case "image":
      return `(image: ${String(element["alt_text"])})`;
    default:
      return `[ ${textOf(element["placeholder"], names) || element.type} ▾ ]`;
  }
}
