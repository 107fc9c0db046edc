import { createReadStream } from "node:fs";

/** A line of a file without its end, from 1. `problem`: why its text is missing. */
export type Line =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly problem: string };

/** Far more than a bet with years of daily readings has. */
const MAX_LINE_BYTES = 4 * 2 ** 20;

/** A file's lines, one in memory at a time. A line that is too long or not UTF-8 is reported; nothing follows it. */
export async function* linesOf(path: string, maxBytes = MAX_LINE_BYTES): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let line = 1;
  let parts: Buffer[] = [];
  let bytes = 0;
  const decoded = (): Line => {
    try {
      return { line, text: decoder.decode(Buffer.concat(parts)).replace(/\r$/, "") };
    } catch {
      return { line, problem: "is not UTF-8 text" };
    }
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at));
      bytes += at - from;
      if (bytes > maxBytes) return yield tooLong(line, maxBytes);
      const read = decoded();
      yield read;
      if ("problem" in read) return;
      [parts, bytes, from] = [[], 0, at + 1];
      line += 1;
    }
    parts.push(chunk.subarray(from));
    bytes += chunk.length - from;
    if (bytes > maxBytes) return yield tooLong(line, maxBytes);
  }
  if (bytes > 0) yield decoded();
}

const tooLong = (line: number, maxBytes: number): Line => ({
  line,
  problem: `is longer than ${maxBytes / 2 ** 20} MB`,
});
