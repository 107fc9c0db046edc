import { type Kysely, sql, SqliteAdapter } from "kysely";
import type { Tables } from "./tables.ts";
import { BUSY_MS } from "./sqlite.ts";

/**
 * Purges the bytes of deleted rows. SQLite overwrites them in the file (secure_delete), but the write-ahead log still
 * has them and must be emptied. False if that failed, for instance because another program is reading the file: try
 * again later. PostgreSQL does this itself.
 */
export async function purgeDeleted(db: Kysely<Tables>): Promise<boolean> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return true;
  return db.connection().execute(async (connection) => {
    try {
      // Don't wait for readers: that would block everything else, and the purge is retried anyway.
      await sql`pragma busy_timeout = 0`.execute(connection);
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return rows.every(({ busy }) => busy === 0);
    } catch {
      // The transaction before this is committed, so it must not look as if it had failed.
      return false;
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(BUSY_MS)}`.execute(connection);
    }
  });
}
