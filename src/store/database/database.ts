import { type Dialect, Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { Pool } from "pg";
import { migrations } from "#migrations/index.ts";
import type { Tables } from "./tables.ts";
import { indexMissing } from "#store/search/search-index.ts";
import { inMemory, sqliteDialect, unusableFileError } from "./sqlite.ts";
import { databaseErrorKind } from "./database-errors.ts";

export type DatabaseAddress =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

const CONNECT_MS = 10_000;

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

const openPostgres = async (url: string): Promise<Kysely<Tables>> =>
  migrated(new PostgresDialect({ pool: await postgresPool(url, "select 1", { max: 10 }) }));

/** Connections to PostgreSQL, once `first` has been run on one of them. */
export async function postgresPool(
  url: string,
  first: string,
  options: { readonly max: number; readonly idleTimeoutMillis?: number },
): Promise<Pool> {
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, ...options });
  // Without a listener, losing an idle connection would end the process. The next query opens a new one.
  pool.on("error", () => {});
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
