import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes a file that is there wholly or not at all: beside its place first, and moved there at the end. Only its owner
 * may read it.
 */
export async function writeWholeFile(
  path: string,
  chunks: AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const beside = `${path}.part`;
  try {
    const file = createWriteStream(beside, { mode: 0o600, flush: true });
    await pipeline(Readable.from(chunks), file, { ...(signal && { signal }) });
    await rename(beside, path);
  } catch (fault) {
    await rm(beside, { force: true });
    throw fault;
  }
}

/** Writes to the terminal or a pipe. A reader that has seen enough, such as `head`, ends the writing. */
export async function writeToOutput(
  output: NodeJS.WritableStream,
  chunks: AsyncIterable<string>,
): Promise<void> {
  try {
    await pipeline(Readable.from(chunks), output, { end: false });
  } catch (fault) {
    if (!(fault instanceof Error && "code" in fault && fault.code === "EPIPE")) throw fault;
  }
}
