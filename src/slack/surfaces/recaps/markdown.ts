import type { RichTextBlock, RichTextElement } from "@slack/types";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Message, MessageBlock } from "#slack/kit/blocks.ts";

type Document = Extract<Parameters<typeof toMarkdown>[0], { type: "root" }>;
type Block = Document["children"][number];
type Phrase = Extract<Block, { type: "paragraph" }>["children"][number];

/**
 * A message as Markdown: titles as headings, lists, and what people wrote as they wrote it, nothing of it read as Markdown or
 * HTML. Buttons are left out; a chart's words stand beside it.
 */
export function markdownOf({ blocks }: Message): string {
  const [title, ...parts] = blocks.filter(isRichText);
  const children = [...(title ? blocksOf(title, 1) : []), ...parts.flatMap((block) => blocksOf(block, 2))];
  return toMarkdown(
    { type: "root", children },
    {
      bullet: "-",
      emphasis: "_",
      // What GitHub and others read beyond CommonMark: struck out, and tables.
      unsafe: [
        { character: "~", inConstruct: "phrasing" },
        { character: "|", inConstruct: "phrasing" },
      ],
    },
  );
}

const isRichText = (block: MessageBlock): block is RichTextBlock => block.type === "rich_text";

/** The first line of a paragraph is a heading, where it begins in bold. */
function blocksOf({ elements }: RichTextBlock, depth: 1 | 2): Block[] {
  return elements.flatMap((element): Block[] => {
    if (element.type === "rich_text_list")
      return [
        {
          type: "list",
          ordered: false,
          spread: false,
          children: element.elements.map((line) => ({
            type: "listItem",
            spread: false,
            children: [{ type: "paragraph", children: line.elements.map(phraseOf) }],
          })),
        },
      ];
    const [first = [], ...lines] = linesOf(element.elements);
    const rest: Block[] = lines.map((line) => ({ type: "paragraph", children: line.map(phraseOf) }));
    if (!isBold(first[0])) return [{ type: "paragraph", children: first.map(phraseOf) }, ...rest];
    return [{ type: "heading", depth, children: [text(first.map(wordsOf).join(""))] }, ...rest];
  });
}

/** A paragraph's lines: ours end by a line break in a text. */
function linesOf(elements: readonly RichTextElement[]): RichTextElement[][] {
  const lines: RichTextElement[][] = [[]];
  for (const element of elements) {
    const pieces = element.type === "text" ? element.text.split("\n") : [];
    if (pieces.length < 2) lines.at(-1)?.push(element);
    for (const [index, words] of pieces.length < 2 ? [] : pieces.entries()) {
      if (index > 0) lines.push([]);
      if (words !== "") lines.at(-1)?.push({ ...element, type: "text", text: words });
    }
  }
  return lines.filter((line) => line.length > 0);
}

const isBold = (element: RichTextElement | undefined): boolean =>
  element?.type === "text" && element.style?.bold === true;

const text = (value: string): Phrase => ({ type: "text", value });

function phraseOf(element: RichTextElement): Phrase {
  const words = text(wordsOf(element));
  if (element.type !== "text" || !element.style) return words;
  if (element.style.bold) return { type: "strong", children: [words] };
  return element.style.italic ? { type: "emphasis", children: [words] } : words;
}

/** On one line, and without the marks that keep a script that reads from right to left to itself in Slack. */
function wordsOf(element: RichTextElement): string {
  if (element.type === "text")
    return element.text.replaceAll(/\s*\n\s*/g, " ").replaceAll(/[\u2068\u2069]/g, "");
  return element.type === "date" ? (element.fallback ?? "") : "";
}
