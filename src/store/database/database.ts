import { type Dialect, Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { Pool, type PoolConfig } from "pg";
import { migrations } from "#migrations/index.ts";
import type { Tables } from "./tables.ts";
import { indexMissing } from "#store/search/search-index.ts";
import { inMemory, sqliteDialect, unusableFileError } from "./sqlite.ts";
import { databaseErrorKind } from "./database-errors.ts";

export type DatabaseAddress =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

const CONNECT_MS = 10_000;

/** Longer than any query takes, and short enough that a stuck one doesn't hold up a replica for good. */
const STATEMENT_MS = 30_000;

/** How long to wait for a row that another replica has locked. Slack waits three seconds for an answer. */
const LOCK_MS = 2_000;

/** Ends transactions of a replica that hangs, so that the others get their rows. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/**
 * Opens the database and migrates its schema. Throws an error that tells the operator what is wrong. A file stays
 * locked against other servers until the database is destroyed.
 */
export const openDatabase = (address: DatabaseAddress): Promise<Kysely<Tables>> =>
  address.kind === "postgres"
    ? openPostgres(address.url)
    : address.path === ":memory:"
      ? openInMemory()
      : openFile(address.path);

const openInMemory = async () => new Kysely<Tables>({ dialect: await inMemory(migrated) });

const openFile = (path: string): Promise<Kysely<Tables>> =>
  migrated(sqliteDialect(path)).catch((fault: unknown) => {
    throw databaseErrorKind(fault) ? unusableFileError(path, fault) : fault;
  });

export async function migrated(dialect: Dialect): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  const fault =
    error ??
    (await indexMissing(db).then(
      () => undefined,
      (thrown: unknown) => thrown,
    ));
  if (!fault) return db;
  await db.destroy();
  const newer = /previously executed migration (\S+) is missing/.exec(
    fault instanceof Error ? fault.message : "",
  )?.[1];
  throw newer ? newerSchemaError(newer, fault) : fault;
}

export const newerSchemaError = (migration: string, cause?: unknown): Error =>
  new Error(
    `The database was last used by a newer Ourcome (its schema has ${migration}). Start that version, or a newer one.`,
    { cause },
  );

async function openPostgres(url: string): Promise<Kysely<Tables>> {
  // A migration may take longer than any other statement. Kysely lets one replica migrate while the others wait.
  const pool = await postgresPool(url, "select 1", { max: 2 });
  await (await migrated(new PostgresDialect({ pool }))).destroy();
  const limits = {
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: await postgresPool(url, "select 1", { max: 10, ...limits }) }),
  });
}

/** Connections to PostgreSQL, once `first` has been run on one of them. */
export async function postgresPool(
  url: string,
  first: string,
  options: PoolConfig & { readonly max: number },
): Promise<Pool> {
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, ...options });
  // Without listeners, losing a connection would end the process, whether it is idle or in a transaction. The query that is
  // under way fails, and the next one opens a new connection.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  try {
    await pool.query(first);
    return pool;
  } catch (fault) {
    await pool.end();
    const { code, message } = fault as { code?: string; message?: string };
    throw new Error(
      `PostgreSQL at ${new URL(url).host} cannot be used (${message || code}). Check DATABASE_URL, and that the database is up.`,
      { cause: fault },
    );
  }
}
