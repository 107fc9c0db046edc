import { bullets, type Message, message, type Span } from "#slack/kit/blocks.ts";
import { unescape } from "#slack/kit/text.ts";

/** Sentences by what they are about. */
export type Said = Readonly<Record<string, readonly string[]>>;

/** What a message says, line by line, as a reader sees it. */
export const saidIn = ({ text }: Message): string[] =>
  unescape(text)
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.replace(/^• /, ""));

export const said = (lines: ReadonlyArray<readonly Span[]>): string[] =>
  lines.length === 0 ? [] : saidIn(message(bullets(lines)));

/** Those of an object whose keys are a kind: a kind that is new is missed by the compiler. */
export const each = <Kind extends string, Value>(all: Readonly<Record<Kind, Value>>): Value[] =>
  Object.values<Value>(all);
