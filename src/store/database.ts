import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresDialect,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { Migrator } from "kysely/migration";
import { Pool } from "pg";
import { migrations } from "#migrations/index.ts";
import type { Tables } from "./rows.ts";

export type DatabaseAddress =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

/** Locks wait on the event loop with better-sqlite3, so they wait briefly. */
const BUSY_MS = 1_500;

/** Opens the database and brings its schema up to date. Throws when it cannot, saying why. */
export async function openDatabase(address: DatabaseAddress): Promise<Kysely<Tables>> {
  return migrated(address.kind === "file" ? sqliteDialect(address.path) : postgresDialect(address.url));
}

export async function migrated(dialect: Dialect): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

const postgresDialect = (url: string): Dialect =>
  new PostgresDialect({ pool: new Pool({ connectionString: url, max: 10 }) });

/** One connection to one file; `:memory:` in tests. */
export function sqliteDialect(path: string): Dialect {
  return new ImmediateSqliteDialect({
    database: () => {
      if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
      const database = new Database(path, { timeout: BUSY_MS });
      database.pragma("journal_mode = WAL");
      database.pragma("synchronous = FULL");
      database.pragma("foreign_keys = ON");
      database.pragma("secure_delete = ON");
      return Promise.resolve(database);
    },
  });
}

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
}
