import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { databaseErrorKind } from "./database-errors.ts";
import { contentsOf, type FileContents } from "./file-contents.ts";
import { createPrivate, flush, removeDatabase, SIDE_FILES } from "./files.ts";
import { DatabaseInUseError, lock, unusableFileError } from "./sqlite.ts";

type RestoreOptions = {
  /** Replaces the database that an earlier restore has set aside. */
  readonly force: boolean;
  /** Now, for a backup of a server that had never run. */
  readonly at: Temporal.Instant;
};

/** `setAside`: where the database that was replaced is now, if there was one. */
export type Restored = FileContents & { readonly setAside?: string };

/**
 * Puts a backup in the place of the database at `path`, which no server may be using. The one that was there is kept
 * beside it. The next start looks up in Slack whatever is due by the restored record before it posts it. The backup is
 * not changed, and if anything is wrong with it nothing is. Throws an error that tells the operator what is wrong.
 */
export function restoreBackup(file: string, path: string, { force, at }: RestoreOptions): Restored {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new Error(`There is no file ${file}. Name the backup to restore.`);
  mkdirSync(dirname(path), { recursive: true });
  const target = existsSync(path) ? realpathSync(path) : path;
  const setAside = `${target}.before-restore`;
  if (realpathSync(file) === target) throw new Error(`${file} is the database itself. Name a backup.`);
  const unlock = lockForRestore(path);
  const partial = `${target}.restoring-${process.pid}`;
  try {
    if (existsSync(target) && existsSync(setAside) && (!force || realpathSync(file) === setAside))
      throw new Error(
        `${setAside} is what an earlier restore replaced, and would be lost. Move it elsewhere, or add --force if it is of no use and is not the backup.`,
      );
    copyDatabase(file, partial);
    const contents = prepare(file, partial, at);
    const hadDatabase = existsSync(target);
    if (hadDatabase) putAside(target, setAside, partial);
    renameSync(partial, target);
    flush(dirname(target));
    return { ...contents, ...(hadDatabase && { setAside }) };
  } finally {
    removeDatabase(partial);
    unlock();
  }
}

function lockForRestore(path: string): () => void {
  try {
    return lock(path);
  } catch (fault) {
    if (!(fault instanceof DatabaseInUseError)) throw unusableFileError(path, fault);
    throw new Error(`A server is using ${path}. Stop it, restore, and start it again.`, { cause: fault });
  }
}

/** With the log that a copy of a running server's files may have beside it. */
function copyDatabase(file: string, to: string): void {
  for (const suffix of ["", "-wal"])
    if (existsSync(`${file}${suffix}`)) {
      createPrivate(`${to}${suffix}`);
      copyFileSync(`${file}${suffix}`, `${to}${suffix}`);
    }
}

/** Checks the copy, and writes in it that it is older than what has been posted. */
function prepare(file: string, partial: string, at: Temporal.Instant): FileContents {
  try {
    const copy = new Database(partial, { timeout: 0 });
    try {
      copy.pragma("journal_mode = delete");
      copy.pragma("secure_delete = on");
      const contents = contentsOf(copy, statSync(partial).size);
      markRestored(copy, at);
      return contents;
    } finally {
      copy.close();
      flush(partial);
    }
  } catch (fault) {
    const kind = databaseErrorKind(fault);
    const words =
      kind === "no-database" || kind === "damaged"
        ? "It is no whole SQLite database."
        : fault instanceof Error
          ? fault.message
          : String(fault);
    throw new Error(`${file} cannot be restored, and nothing was changed. ${words}`, { cause: fault });
  }
}

/** Its last tick says from when on messages may be in Slack without a record here. */
function markRestored(copy: Database.Database, at: Temporal.Instant): void {
  // The table is younger than the first versions, which ran no restore that needs it.
  const hasMarks = copy.prepare("select 1 from sqlite_schema where name = 'marks'").get() !== undefined;
  if (!hasMarks) return;
  copy
    .prepare(
      `insert into marks (name, value)
       values ('restored', coalesce((select value from marks where name = 'last-tick'), ?))
       on conflict (name) do update set value = excluded.value`,
    )
    .run(at.toString({ smallestUnit: "millisecond" }));
}

/** There is a whole database under the old name at every moment: a server that starts meanwhile finds one of the two. */
function putAside(target: string, setAside: string, partial: string): void {
  removeDatabase(setAside);
  try {
    const old = new Database(target, { timeout: 0 });
    old.pragma("wal_checkpoint(truncate)");
    // The last connection to close removes the log.
    old.close();
  } catch {
    // A damaged one is kept as it is, with its log.
  }
  try {
    linkSync(target, setAside);
  } catch {
    copyFileSync(target, setAside);
  }
  for (const suffix of SIDE_FILES)
    if (existsSync(`${target}${suffix}`)) renameSync(`${target}${suffix}`, `${setAside}${suffix}`);
  keepOwner(target, partial);
}

/** Restored by root, the file stays readable for the server. */
function keepOwner(target: string, partial: string): void {
  const { uid, gid, mode } = statSync(target);
  chmodSync(partial, mode & 0o777);
  try {
    chownSync(partial, uid, gid);
  } catch {
    // Only root may; for others the file is theirs already.
  }
}
