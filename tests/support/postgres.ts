import { randomBytes } from "node:crypto";
import { Pool } from "pg";

/** URL of a PostgreSQL server on which tests and benchmarks may create databases, if there is one. */
export const postgresServer = process.env["TEST_DATABASE_URL"];

export type PostgresDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/** Creates an empty database on a server. */
export async function createPostgresDatabase(server: string): Promise<PostgresDatabase> {
  const admin = new Pool({ connectionString: server, max: 1 });
  const name = `ourcome_test_${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    async drop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
