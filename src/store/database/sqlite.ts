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
import { databaseError, DATABASE_ERROR_WORDS } from "./database-errors.ts";

/** Locks wait on the event loop with better-sqlite3, and a request may meet one twice within Slack's three seconds. */
export const BUSY_MS = 1_000;

const MOST_KEPT = 500;

/** Older ones can lose committed rows of a write-ahead log. */
const LEAST_SQLITE = [3, 51, 3] as const;

/** One connection to one file, which no other server may use meanwhile. */
export function sqliteDialect(path: string): Dialect {
  return new ImmediateSqliteDialect({ database: async () => openAlone(path) });
}

/** A database that nothing is left of in the end, for tests: hundreds begin with one, which is migrated once. */
export async function inMemory(migrate: (dialect: Dialect) => Promise<{ destroy: () => Promise<void> }>) {
  migratedOnce ??= (async () => {
    const database = open(":memory:");
    const db = await migrate(
      new ImmediateSqliteDialect({ database: async () => cachingStatements(database) }),
    );
    const image = database.serialize();
    await db.destroy();
    return image;
  })();
  const image = await migratedOnce;
  return new ImmediateSqliteDialect({ database: async () => cachingStatements(open(image)) });
}

let migratedOnce: Promise<Buffer> | undefined;

/** Preparing a statement takes longer than running most of ours, and they are the same few hundred again and again. */
export function cachingStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>();
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare(sql);
      // Lists of any length make ever new statements.
      if (!kept.has(sql) && kept.size >= MOST_KEPT) kept.clear();
      kept.set(sql, statement);
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
    throw fault instanceof DatabaseTaken ? fault : unusable(path, fault);
  }
}

/** Says to whoever runs Ourcome why a file does not do, and what to do. */
export function unusable(path: string, fault: unknown): Error {
  const reason = fault instanceof Error ? fault.message : String(fault);
  const trouble = databaseError(fault);
  const words =
    trouble === "busy" || trouble === "damaged" || trouble === "full"
      ? `${DATABASE_ERROR_WORDS[trouble].replace(/^./, (first) => first.toUpperCase())}.`
      : "Set DATABASE_URL to a file that Ourcome may read and write.";
  return new Error(`${path} cannot be used as the database (${reason}). ${words}`, { cause: fault });
}

/**
 * Holds a lock beside the file for as long as this process lives: the system releases it also after a crash, which a
 * file with a process id in it would outlive.
 */
function lock(path: string): () => void {
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  const holder = new Database(`${real}.lock`, { timeout: 0 });
  try {
    holder.exec("begin exclusive");
  } catch (fault) {
    holder.close();
    if (!(fault instanceof Database.SqliteError) || fault.code !== "SQLITE_BUSY") throw fault;
    throw new DatabaseTaken(`Another Ourcome is using ${path}. Stop it first.`, { cause: fault });
  }
  return () => void holder.close();
}

function open(from: string | Buffer): Database.Database {
  const database = new Database(from, { timeout: BUSY_MS });
  try {
    checkSqliteVersion(String(database.prepare("select sqlite_version()").pluck().get()));
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    database.pragma("secure_delete = ON");
    checkUsable(database);
    return database;
  } catch (fault) {
    database.close();
    throw fault;
  }
}

/** A file that may not be written to opens like any other, and so does a damaged one: both are better known at the start. */
function checkUsable(database: Database.Database): void {
  database.exec("begin immediate");
  // In a write-ahead log the first write tells, and not the lock.
  database.exec("create table write_probe (a)");
  database.exec("rollback");
  const found: unknown = database.pragma("quick_check(1)", { simple: true });
  if (found !== "ok") throw new Database.SqliteError("database disk image is malformed", "SQLITE_CORRUPT");
}

export function checkSqliteVersion(version: string): void {
  const parts = version.split(".").map(Number);
  const differs = LEAST_SQLITE.findIndex((least, index) => parts[index] !== least);
  if (differs >= 0 && (parts[differs] ?? 0) < (LEAST_SQLITE[differs] ?? 0))
    throw new Error(`SQLite ${version} is older than ${LEAST_SQLITE.join(".")}: run npm ci`);
}

export class DatabaseTaken extends Error {}

/** Deferred transactions fail at once with SQLITE_BUSY when two processes write; immediate ones wait their turn. */
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

  /** A full disk makes SQLite roll back by itself. To be told that there is nothing to roll back would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (fault) {
      if (!(fault instanceof Error) || !fault.message.includes("no transaction is active")) throw fault;
    }
  }
}
