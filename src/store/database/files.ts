import { closeSync, fsyncSync, openSync, rmSync } from "node:fs";

/** What SQLite may put beside a database. */
export const SIDE_FILES = ["-wal", "-shm", "-journal"] as const;

const OWNER_ONLY = 0o600;

/** Makes an empty file that only its owner may read. Throws if there is one. */
export function createPrivate(path: string): void {
  closeSync(openSync(path, "wx", OWNER_ONLY));
}

/** Returns when a file, or what a folder lists, is on disk. */
export function flush(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes a database with what is beside it, or only what is beside it. */
export function removeDatabase(path: string, { keep }: { readonly keep?: string } = {}): void {
  for (const suffix of ["", ...SIDE_FILES])
    if (`${path}${suffix}` !== keep) rmSync(`${path}${suffix}`, { force: true });
}
