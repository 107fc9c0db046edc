import { z } from "zod";

type Names = ReadonlyMap<string, string> | undefined;

/** Slack's markup as a reader sees it: mentions by name, links by label, no control characters. */
export function plainWords(text: string, names: Names): string {
  return text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replace(
      /<@([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, id: string, label?: string) => `@${names?.get(id) ?? label ?? id}`,
    )
    .replace(
      /<#([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_, id: string, label?: string) => `#${names?.get(id) ?? label ?? id}`,
    )
    .replace(/<!(channel|here|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<([^|>]+)\|([^>]*)>/g, "$2 ($1)")
    .replace(/<([^|>]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const inline = z.looseObject({ type: z.string() });
const holder = z.looseObject({
  type: z.string(),
  elements: z.array(inline).default([]),
  style: z.string().optional(),
  indent: z.number().optional(),
  offset: z.number().optional(),
});

export function richTextLines(element: unknown, names: Names): string[] {
  const part = holder.parse(element);
  switch (part.type) {
    case "rich_text_list":
      return part.elements.map((item, index) => {
        const mark = part.style === "ordered" ? `${index + 1 + (part.offset ?? 0)}.` : "•";
        const indent = "  ".repeat(part.indent ?? 0);
        return `${indent}${mark} ${richTextLines(item, names).join(" ")}`;
      });
    case "rich_text_quote":
      return said(part.elements, names).map((line) => `> ${line}`);
    case "rich_text_preformatted":
      return said(part.elements, names).map((line) => `  ${line}`);
    default:
      return said(part.elements, names);
  }
}

function said(elements: readonly z.infer<typeof inline>[], names: Names): string[] {
  const line = elements.map((piece) => inlineWords(piece, names)).join("");
  return line.replace(/\n$/, "").split("\n");
}

function inlineWords(piece: z.infer<typeof inline>, names: Names): string {
  const word = (key: string) => (typeof piece[key] === "string" ? piece[key] : "");
  switch (piece.type) {
    case "text":
      return styled(word("text"), piece["style"]);
    case "emoji":
      return `:${word("name")}:`;
    case "link":
      return word("text") === "" ? word("url") : `${word("text")} (${word("url")})`;
    case "user":
      return `@${names?.get(word("user_id")) ?? word("user_id")}`;
    case "channel":
      return `#${names?.get(word("channel_id")) ?? word("channel_id")}`;
    case "broadcast":
      return `@${word("range")}`;
    case "date":
      return word("fallback");
    default:
      return `(${piece.type})`;
  }
}

const textStyle = z
  .object({ bold: z.boolean().optional(), italic: z.boolean().optional(), strike: z.boolean().optional() })
  .catch({});

/** As mrkdwn has it, so that both ways of writing a message read alike. */
function styled(text: string, style: unknown): string {
  const { bold, italic, strike } = textStyle.parse(style);
  const [, before = "", core = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (core === "") return text;
  const marks = [bold ? "*" : "", italic ? "_" : "", strike ? "~" : ""];
  return `${before}${marks.join("")}${core}${marks.toReversed().join("")}${after}`;
}
