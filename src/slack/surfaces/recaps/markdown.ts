import type { RichTextBlock, RichTextElement } from "@slack/types";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Message, MessageBlock } from "#slack/kit/blocks.ts";

type Document = Extract<Parameters<typeof toMarkdown>[0], { type: "root" }>;
type Block = Document["children"][number];
type Phrase = Extract<Block, { type: "paragraph" }>["children"][number];

/**
 * Turns a message into Markdown. Titles become headings and lists stay lists; what people wrote is escaped, so that
 * none of it reads as Markdown or HTML. Leaves out buttons.
 */
export function markdownOf({ blocks }: Message): string {
  const [title, ...parts] = blocks.filter(isRichText);
  const children = [...(title ? toBlocks(title, 1) : []), ...parts.flatMap((block) => toBlocks(block, 2))];
  return toMarkdown(
    { type: "root", children },
    {
      bullet: "-",
      emphasis: "_",
      // GitHub's extensions of CommonMark: strikethrough and tables.
      unsafe: [
        { character: "~", inConstruct: "phrasing" },
        { character: "|", inConstruct: "phrasing" },
      ],
    },
  );
}

const isRichText = (block: MessageBlock): block is RichTextBlock => block.type === "rich_text";

/** A paragraph's first line becomes a heading if it starts in bold. */
function toBlocks({ elements }: RichTextBlock, depth: 1 | 2): Block[] {
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
            children: [{ type: "paragraph", children: line.elements.map(toPhrase) }],
          })),
        },
      ];
    const [first = [], ...lines] = splitLines(element.elements);
    const rest: Block[] = lines.map((line) => ({ type: "paragraph", children: line.map(toPhrase) }));
    if (!isBold(first[0])) return [{ type: "paragraph", children: first.map(toPhrase) }, ...rest];
    return [{ type: "heading", depth, children: [text(first.map(plainText).join(""))] }, ...rest];
  });
}

/** Splits a paragraph into lines, at the line breaks in its text elements. */
function splitLines(elements: readonly RichTextElement[]): RichTextElement[][] {
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

function toPhrase(element: RichTextElement): Phrase {
  const words = text(plainText(element));
  if (element.type !== "text" || !element.style) return words;
  if (element.style.bold) return { type: "strong", children: [words] };
  return element.style.italic ? { type: "emphasis", children: [words] } : words;
}

/** The element's text on one line, without the isolates that `isolateRightToLeft` adds for Slack. */
function plainText(element: RichTextElement): string {
  if (element.type === "text")
    return element.text.replaceAll(/\s*\n\s*/g, " ").replaceAll(/[\u2068\u2069]/g, "");
  return element.type === "date" ? (element.fallback ?? "") : "";
}
