import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { err, ok, type Result } from "#domain/result.ts";
import type { Variables } from "./fields.ts";
import { fileSchema, type Source } from "./schema.ts";

/**
 * Reads `sources.yml`. Reports all problems at once, each with its line and field. No problem quotes what stands in the
 * file: it may be a secret in the wrong place.
 */
export function readSourceFile(
  text: string,
  variables: Variables,
): Result<readonly Source[], readonly string[]> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line;
  if (document.errors.length > 0)
    return err(
      document.errors.map(({ code, pos }) =>
        code === "DUPLICATE_KEY"
          ? `line ${lineAt(pos[0])}: a field appears twice.`
          : `line ${lineAt(pos[0])}: this is not YAML (${code}).`,
      ),
    );
  const content = toPlain(document);
  if (!content.ok) return content;

  const { data, error } = fileSchema(variables).safeParse(content.value, { error: wordsOf });
  const at = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const problems = [
    ...(error?.issues ?? []).flatMap((issue) => {
      const paths =
        issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      const words =
        issue.code === "unrecognized_keys" ? "has a field that is not known here." : issue.message;
      return paths.map((path) => ({ line: at(path), text: `${nameOf(issue.path)} ${words}` }));
    }),
    ...repeatedNames(content.value).map((path) => ({
      line: at(path),
      text: `${nameOf(path)} is the name of another source, too.`,
    })),
  ];
  if (data && problems.length === 0) return ok(data.sources);
  return err(problems.toSorted((a, b) => a.line - b.line).map(({ line, text }) => `line ${line}: ${text}`));
}

function toPlain(document: Document): Result<unknown, readonly string[]> {
  try {
    return ok(document.toJS({ maxAliasCount: 20 }));
  } catch {
    return err(["line 1: an alias of the YAML is unknown, or there are too many."]);
  }
}

/** Field names are ours, except those of headers, parameters and columns. */
const FREE = new Set(["headers", "query", "where"]);

/** "sources[0].token", without what the operator may have named. */
function nameOf(path: readonly PropertyKey[]): string {
  const free = path.findIndex((key) => typeof key === "string" && FREE.has(key));
  const shown = free < 0 ? path : path.slice(0, free + 1);
  if (shown.length === 0) return "the file";
  return shown
    .map((key, at) => (typeof key === "number" ? `[${key}]` : `${at > 0 ? "." : ""}${String(key)}`))
    .join("");
}

/** Where a field stands, or what it is missing from. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function repeatedNames(content: unknown): PropertyKey[][] {
  const sources: unknown[] =
    typeof content === "object" && content !== null && "sources" in content && Array.isArray(content.sources)
      ? content.sources
      : [];
  const names = sources.map((source) =>
    typeof source === "object" && source !== null && "name" in source ? source.name : undefined,
  );
  return names.flatMap((name, at) =>
    name !== undefined && names.indexOf(name) < at ? [["sources", at, "name"]] : [],
  );
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a group of fields",
  record: "a group of fields",
};

/** zod's own words, without its habit of quoting. */
const wordsOf: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "invalid_type")
    return issue.input === undefined ? "is missing." : `must be ${TYPES[issue.expected] ?? issue.expected}.`;
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "too_small") return "is too small.";
  if (issue.code === "too_big") return "is too large.";
  return "is not valid.";
};
