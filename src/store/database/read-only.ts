import { Kysely, PostgresDialect, sql } from "kysely";
import { migrations } from "#migrations/index.ts";
import { type DatabaseAddress, newerSchemaError, postgresPool } from "./database.ts";
import { sqliteDialectBesideServer, sqliteDialectForReading, unusableFileError } from "./sqlite.ts";
import type { Tables } from "./tables.ts";
import { databaseErrorKind } from "./database-errors.ts";

/** Opens the database as it is at this moment, for reading. Its schema must be the one that this version knows. */
export async function openForReading(address: DatabaseAddress): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({
    dialect:
      address.kind === "postgres"
        ? new PostgresDialect({ pool: await onePostgresSnapshot(address.url) })
        : sqliteDialectForReading(address.path),
  });
  return checked(db, address);
}

async function checked(db: Kysely<Tables>, address: DatabaseAddress): Promise<Kysely<Tables>> {
  try {
    await checkSchema(db);
    return db;
  } catch (fault) {
    await db.destroy();
    throw address.kind === "file" && databaseErrorKind(fault)
      ? unusableFileError(address.path, fault)
      : fault;
  }
}

/** Opens the database for a command that writes beside a server. Its schema must be the one that this version knows. */
export async function openBesideServer(address: DatabaseAddress): Promise<Kysely<Tables>> {
  const dialect =
    address.kind === "postgres"
      ? new PostgresDialect({ pool: await postgresPool(address.url, "select 1", { max: 1 }) })
      : sqliteDialectBesideServer(address.path);
  return checked(new Kysely<Tables>({ dialect }), address);
}

/** One connection, so that every query is in the transaction that it begins with. */
const onePostgresSnapshot = (url: string) =>
  postgresPool(url, "begin transaction isolation level repeatable read read only", {
    max: 1,
    idleTimeoutMillis: 0,
  });

async function checkSchema(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`
    .execute(db)
    .catch((fault) => {
      throw databaseErrorKind(fault) ? fault : new Error(OLDER_SCHEMA, { cause: fault });
    });
  const executed = rows.map(({ name }) => name);
  const newer = executed.find((name) => !(name in migrations));
  if (newer) throw newerSchemaError(newer);
  if (Object.keys(migrations).some((name) => !executed.includes(name))) throw new Error(OLDER_SCHEMA);
}

const OLDER_SCHEMA =
  "The database's schema is older than this Ourcome. Start the server of this version once, which brings it up to date.";
