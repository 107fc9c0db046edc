import { z } from "zod";

type Names = ReadonlyMap<string, string> | undefined;

/** Renders Slack's markup as plain text: mentions by name, links with their label, no escapes. */
export function plainText(text: string, names: Names): string {
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
const richTextPart = z.looseObject({
  type: z.string(),
  elements: z.array(inline).default([]),
  style: z.string().optional(),
  indent: z.number().optional(),
  offset: z.number().optional(),
});

export function richTextLines(element: unknown, names: Names): string[] {
  const part = richTextPart.parse(element);
  switch (part.type) {
    case "rich_text_list":
      return part.elements.map((item, index) => {
        const bullet = part.style === "ordered" ? `${index + 1 + (part.offset ?? 0)}.` : "•";
        const indent = "  ".repeat(part.indent ?? 0);
        return `${indent}${bullet} ${richTextLines(item, names).join(" ")}`;
      });
    case "rich_text_quote":
      return inlineLines(part.elements, names).map((line) => `> ${line}`);
    case "rich_text_preformatted":
      return inlineLines(part.elements, names).map((line) => `  ${line}`);
    default:
      return inlineLines(part.elements, names);
  }
}

function inlineLines(elements: readonly z.infer<typeof inline>[], names: Names): string[] {
  const line = elements.map((piece) => inlineText(piece, names)).join("");
  return line.replace(/\n$/, "").split("\n");
}

function inlineText(piece: z.infer<typeof inline>, names: Names): string {
  const field = (key: string) => (typeof piece[key] === "string" ? piece[key] : "");
  switch (piece.type) {
    case "text":
      return styled(field("text"), piece["style"]);
    case "emoji":
      return `:${field("name")}:`;
    case "link":
      return field("text") === "" ? field("url") : `${field("text")} (${field("url")})`;
    case "user":
      return `@${names?.get(field("user_id")) ?? field("user_id")}`;
    case "channel":
      return `#${names?.get(field("channel_id")) ?? field("channel_id")}`;
    case "broadcast":
      return `@${field("range")}`;
    case "date":
      return field("fallback");
    default:
      return `(${piece.type})`;
  }
}

const textStyle = z
  .object({ bold: z.boolean().optional(), italic: z.boolean().optional(), strike: z.boolean().optional() })
  .catch({});

/** Marks styles as mrkdwn does, so that rich text and mrkdwn look the same. */
function styled(text: string, style: unknown): string {
  const { bold, italic, strike } = textStyle.parse(style);
  const [, before = "", core = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (core === "") return text;
  const marks = [bold ? "*" : "", italic ? "_" : "", strike ? "~" : ""];
  return `${before}${marks.join("")}${core}${marks.toReversed().join("")}${after}`;
}
