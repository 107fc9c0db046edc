import { existsSync, realpathSync, renameSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { contentsOf, type FileContents } from "./file-contents.ts";
import { createPrivate, flush, removeDatabase, SIDE_FILES } from "./files.ts";
import { unusableFileError } from "./sqlite.ts";

/** Pages copied at a time: some four megabytes, after which a signal is heeded and the server may write. */
const STEP = 1_000;

/** A write of the server makes SQLite begin the copy anew. From then on the rest is copied in one go. */
const MAX_RESTARTS = 3;

const BUSY_MS = 5_000;

type BackupOptions = {
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** Abort to stop: nothing is left behind, and the promise is rejected with the signal's reason. */
  readonly signal: AbortSignal;
  /** Told what share of the file is copied, from 0 to 1. */
  readonly onProgress: (share: number) => void;
};

/**
 * Copies the database at `path` to `file` as it is at one moment, beside a server that uses it, and checks the copy. The
 * file appears under its name only when it is whole and on disk. Throws an error that tells the operator what is wrong.
 */
export async function backUp(
  path: string,
  file: string,
  { force, signal, onProgress }: BackupOptions,
): Promise<FileContents> {
  refuseTarget(path, file, force);
  const partial = `${file}.partial-${process.pid}`;
  const source = openSource(path);
  try {
    createPrivate(partial);
    await copyPages(source, partial, { signal, onProgress });
    const contents = await checkCopy(partial, signal);
    if (existsSync(file) && !force) throw existsError(file);
    // Left by whoever opened the file that is replaced; SQLite would take them for parts of this one.
    removeDatabase(file, { keep: file });
    renameSync(partial, file);
    flush(dirname(file));
    return contents;
  } finally {
    source.close();
    removeDatabase(partial);
  }
}

function refuseTarget(path: string, file: string, force: boolean): void {
  if (!existsSync(path))
    throw new Error(`There is no database at ${path}. Set DATABASE_URL to the server's.`);
  if (!existsSync(dirname(file))) throw new Error(`There is no folder ${dirname(file)}. Make it first.`);
  const database = realpathSync(path);
  const target = existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  if (["", ".lock", ...SIDE_FILES].some((suffix) => target === `${database}${suffix}`))
    throw new Error(`${file} belongs to the database itself. Name another file.`);
  if (!existsSync(file)) return;
  if (!statSync(file).isFile()) throw new Error(`${file} is not a file. Name one.`);
  if (!force) throw existsError(file);
}

const existsError = (file: string) =>
  new Error(
    `${file} is there already, and is left as it is. Name another file, or add --force to replace it.`,
  );

function openSource(path: string): Database.Database {
  try {
    return new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  } catch (fault) {
    throw unusableFileError(path, fault);
  }
}

/**
 * SQLite's online backup. What was purged isn't in it: the server has deleted rows overwritten with zeros in its file,
 * and the write-ahead log, which may still hold them, is not copied.
 */
async function copyPages(
  source: Database.Database,
  partial: string,
  { signal, onProgress }: Omit<BackupOptions, "force">,
): Promise<void> {
  let [remaining, restarts] = [Infinity, 0];
  await source.backup(partial, {
    progress({ totalPages, remainingPages }) {
      signal.throwIfAborted();
      if (remainingPages > remaining) restarts += 1;
      remaining = remainingPages;
      onProgress(1 - remainingPages / Math.max(1, totalPages));
      return restarts > MAX_RESTARTS ? totalPages * 2 : STEP;
    },
  });
}

async function checkCopy(partial: string, signal: AbortSignal): Promise<FileContents> {
  // Lets a signal that came meanwhile be heard.
  await setImmediate();
  signal.throwIfAborted();
  const copy = new Database(partial, { timeout: 0 });
  try {
    // One file, without a log beside it.
    copy.pragma("journal_mode = delete");
    const contents = contentsOf(copy, statSync(partial).size);
    await setImmediate();
    signal.throwIfAborted();
    return contents;
  } catch (fault) {
    if (signal.aborted) throw fault;
    throw new Error(`The copy of the database is no good, and was removed. ${wordsOf(fault)}`, {
      cause: fault,
    });
  } finally {
    copy.close();
    flush(partial);
  }
}

const wordsOf = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault));
