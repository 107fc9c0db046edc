import { type Kysely, sql, SqliteAdapter } from "kysely";
import type { Tables } from "./tables.ts";
import { BUSY_MS } from "./sqlite.ts";

/**
 * Sees to it that the bytes of what was deleted are gone: SQLite overwrites them in the file (secure_delete), and has to
 * empty the write-ahead log that still holds them. False when it could not, as while somebody else reads the file: then
 * it is to be tried again. On PostgreSQL that is the server's own affair.
 */
export async function purgeDeleted(db: Kysely<Tables>): Promise<boolean> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return true;
  return db.connection().execute(async (connection) => {
    try {
      // Waiting for a reader would keep everything else waiting, and it is tried again anyway.
      await sql`pragma busy_timeout = 0`.execute(connection);
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return rows.every(({ busy }) => busy === 0);
    } catch {
      // What was committed before stays committed, so this must not look like its failure.
      return false;
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(BUSY_MS)}`.execute(connection);
    }
  });
}
