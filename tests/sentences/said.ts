import { bullets, type Message, message, type Span } from "#slack/kit/blocks.ts";
import { unescape } from "#slack/kit/text.ts";

/** Sentences by topic. */
export type Sentences = Readonly<Record<string, readonly string[]>>;

/** The lines of a message as a reader sees them. */
export const linesOf = ({ text }: Message): string[] =>
  unescape(text)
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.replace(/^• /, ""));

export const bulletLines = (lines: ReadonlyArray<readonly Span[]>): string[] =>
  lines.length === 0 ? [] : linesOf(message(bullets(lines)));

/** The values of a record with one key per kind. The compiler then reports kinds that have none. */
export const valuesOf = <Kind extends string, Value>(all: Readonly<Record<Kind, Value>>): Value[] =>
  Object.values<Value>(all);
