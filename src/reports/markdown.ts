import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Document, Part, Table } from "./document.ts";

type Root = Extract<Parameters<typeof toMarkdown>[0], { type: "root" }>;
type Block = Root["children"][number];
type Phrase = Extract<Block, { type: "paragraph" }>["children"][number];

/** The document as Markdown (GitHub's). Charts are left out: the tables have their figures. What people wrote is escaped. */
export const toMarkdownText = ({ title, subtitle, lead, paragraphs, sections, footer }: Document): string =>
  toMarkdown(
    {
      type: "root",
      children: [
        heading(1, title),
        paragraph(subtitle),
        { type: "paragraph", children: [{ type: "strong", children: [phrase(lead)] }] },
        ...paragraphs.map(paragraph),
        ...sections.flatMap(({ heading: words, parts }) => [heading(2, words), ...parts.map(toBlock)]),
        paragraph(footer),
      ],
    },
    {
      bullet: "-",
      emphasis: "_",
      extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
      // GitHub's strikethrough.
      unsafe: [{ character: "~", inConstruct: "phrasing" }],
    },
  );

function toBlock(part: Part): Block {
  switch (part.kind) {
    case "text":
      return paragraph(part.text);
    case "list":
      return {
        type: "list",
        ordered: false,
        spread: false,
        children: part.items.map((item) => ({
          type: "listItem",
          spread: false,
          children: [paragraph(item)],
        })),
      };
    case "table":
    case "chart":
      return table(part.table);
  }
}

const table = ({ head, rows }: Table): Block => ({
  type: "table",
  children: [head, ...rows].map((row) => ({
    type: "tableRow",
    children: row.map((cell) => ({ type: "tableCell", children: [phrase(cell)] })),
  })),
});

const heading = (depth: 1 | 2, text: string): Block => ({ type: "heading", depth, children: [phrase(text)] });

const paragraph = (text: string): Extract<Block, { type: "paragraph" }> => ({
  type: "paragraph",
  children: [phrase(text)],
});

const phrase = (text: string): Phrase => ({ type: "text", value: text.replaceAll(/\s*\n\s*/g, " ") });
