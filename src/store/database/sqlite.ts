import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { databaseErrorKind, DATABASE_ERROR_MESSAGES } from "./database-errors.ts";

/** better-sqlite3 blocks the event loop while it waits for a lock, and a request may wait twice within Slack's 3 s. */
export const BUSY_MS = 1_000;

/** An operator's command has nothing else to do meanwhile. */
const PATIENT_BUSY_MS = 10_000;

const MAX_CACHED = 500;

/** Older versions can lose committed rows from the write-ahead log. */
const MIN_SQLITE = [3, 51, 3] as const;

/** One connection to a file, which is locked against other servers while it is open. */
export function sqliteDialect(path: string): Dialect {
  return new ImmediateSqliteDialect({ database: async () => openAlone(path) });
}

/** A connection that can't write and takes no lock, so that it works beside a server. */
export function sqliteDialectForReading(path: string): Dialect {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    // Everything is read as it is at the first query, whatever the server writes meanwhile.
    database.exec("begin");
    return new SqliteDialect({ database });
  } catch (fault) {
    throw existsSync(path) ? unusableFileError(path, fault) : missingFileError(path, fault);
  }
}

/** A connection that writes beside a server: each transaction waits for its turn, and takes milliseconds. */
export function sqliteDialectBesideServer(path: string): Dialect {
  if (!existsSync(path)) throw missingFileError(path);
  try {
    const database = connect(path, PATIENT_BUSY_MS);
    return new ImmediateSqliteDialect({ database: async () => cachingStatements(database) });
  } catch (fault) {
    throw unusableFileError(path, fault);
  }
}

const missingFileError = (path: string, cause?: unknown): Error =>
  new Error(`There is no database at ${path}. Set DATABASE_URL to the server's.`, { cause });

/** An in-memory database for tests. The schema is migrated once and copied from then on: hundreds of tests need one. */
export async function inMemory(migrate: (dialect: Dialect) => Promise<{ destroy: () => Promise<void> }>) {
  migratedImage ??= (async () => {
    const database = open(":memory:");
    const db = await migrate(
      new ImmediateSqliteDialect({ database: async () => cachingStatements(database) }),
    );
    const image = database.serialize();
    await db.destroy();
    return image;
  })();
  const image = await migratedImage;
  return new ImmediateSqliteDialect({ database: async () => cachingStatements(open(image)) });
}

let migratedImage: Promise<Buffer> | undefined;

/** Caches prepared statements: preparing takes longer than running most of them, and there are only a few hundred. */
export function cachingStatements(database: Database.Database): SqliteDatabase {
  const cache = new Map<string, Database.Statement>();
  return {
    prepare(sql) {
      const statement = cache.get(sql) ?? database.prepare(sql);
      // `in (…)` lists of different lengths keep adding statements.
      if (!cache.has(sql) && cache.size >= MAX_CACHED) cache.clear();
      cache.set(sql, statement);
      return statement;
    },
    close: () => void database.close(),
  };
}

function openAlone(path: string): SqliteDatabase {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const unlock = lock(path);
    try {
      const database = cachingStatements(open(path));
      return {
        prepare: (sql) => database.prepare(sql),
        close() {
          database.close();
          unlock();
        },
      };
    } catch (fault) {
      unlock();
      throw fault;
    }
  } catch (fault) {
    throw fault instanceof DatabaseInUseError ? fault : unusableFileError(path, fault);
  }
}

/** An error that tells the operator why a file can't be used, and what to do. */
export function unusableFileError(path: string, fault: unknown): Error {
  const reason = fault instanceof Error ? fault.message : String(fault);
  const kind = databaseErrorKind(fault);
  const words =
    kind === "busy" || kind === "damaged" || kind === "full"
      ? `${DATABASE_ERROR_MESSAGES[kind].replace(/^./, (first) => first.toUpperCase())}.`
      : "Set DATABASE_URL to a file that Ourcome may read and write.";
  return new Error(`${path} cannot be used as the database (${reason}). ${words}`, { cause: fault });
}

/**
 * Locks a file next to the database for the lifetime of this process. The operating system releases the lock even after
 * a crash; a PID file would be left behind.
 */
export function lock(path: string): () => void {
  const realPath = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  const lockFile = new Database(`${realPath}.lock`, { timeout: 0 });
  try {
    lockFile.exec("begin exclusive");
  } catch (fault) {
    lockFile.close();
    if (!(fault instanceof Database.SqliteError) || fault.code !== "SQLITE_BUSY") throw fault;
    throw new DatabaseInUseError(`Another Ourcome is using ${path}. Stop it first.`, { cause: fault });
  }
  return () => void lockFile.close();
}

function open(from: string | Buffer): Database.Database {
  const database = connect(from, BUSY_MS);
  try {
    checkUsable(database);
    return database;
  } catch (fault) {
    database.close();
    throw fault;
  }
}

function connect(from: string | Buffer, timeout: number): Database.Database {
  const database = new Database(from, { timeout });
  try {
    checkSqliteVersion(String(database.prepare("select sqlite_version()").pluck().get()));
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("secure_delete = ON");
    return database;
  } catch (fault) {
    database.close();
    throw fault;
  }
}

/** A read-only or damaged file opens without an error, so both are checked at startup. */
function checkUsable(database: Database.Database): void {
  database.exec("begin immediate");
  // With a write-ahead log it is the first write that fails on a read-only file, not the lock.
  database.exec("create table write_probe (a)");
  database.exec("rollback");
  const result: unknown = database.pragma("quick_check(1)", { simple: true });
  if (result !== "ok") throw new Database.SqliteError("database disk image is malformed", "SQLITE_CORRUPT");
}

export function checkSqliteVersion(version: string): void {
  const parts = version.split(".").map(Number);
  const differing = MIN_SQLITE.findIndex((part, index) => parts[index] !== part);
  if (differing >= 0 && (parts[differing] ?? 0) < (MIN_SQLITE[differing] ?? 0))
    throw new Error(`SQLite ${version} is older than ${MIN_SQLITE.join(".")}: run npm ci`);
}

export class DatabaseInUseError extends Error {}

/** When two processes write, deferred transactions fail at once with SQLITE_BUSY; immediate ones wait their turn. */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** SQLite rolls back by itself when the disk is full. The error "no transaction is active" would hide the cause. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (fault) {
      if (!(fault instanceof Error) || !fault.message.includes("no transaction is active")) throw fault;
    }
  }
}
