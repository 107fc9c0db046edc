import Database from "better-sqlite3";
import { SqliteDialect } from "kysely";
import { migrated } from "#store/database/database.ts";
import { cachingStatements } from "#store/database/sqlite.ts";
import { type Store, storeIn } from "#store/store.ts";

type Counts = { queries: number; transactions: number; rows: number; prepared: number };

export type CountedStore = {
  readonly store: Store;
  /** Counts the database work done by `work`. */
  readonly count: (work: () => Promise<unknown>) => Promise<Counts>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A real SQLite store that counts what reaches the database. */
export async function countedStore(path = ":memory:"): Promise<CountedStore> {
  const database = new Database(path);
  const counts: Counts = { queries: 0, transactions: 0, rows: 0, prepared: 0 };
  const cached = cachingStatements(
    Object.assign(Object.create(database) as Database.Database, {
      prepare(sql: string) {
        counts.prepared += 1;
        return database.prepare(sql);
      },
      close: () => database.close(),
    }),
  );
  const counting = {
    ...cached,
    prepare(sql: string) {
      const statement = cached.prepare(sql);
      return {
        reader: statement.reader,
        all(parameters: readonly unknown[]) {
          const rows = statement.all(parameters);
          counts.queries += 1;
          counts.rows += rows.length;
          return rows;
        },
        run(parameters: readonly unknown[]) {
          if (sql.startsWith("begin")) counts.transactions += 1;
          else if (sql !== "commit") counts.queries += 1;
          return statement.run(parameters);
        },
        iterate: (parameters: readonly unknown[]) => statement.iterate(parameters),
      };
    },
  };
  const db = await migrated(new SqliteDialect({ database: counting }));
  return {
    store: storeIn(db, new Uint8Array(32).fill(7)),
    async count(work) {
      const before = { ...counts };
      await work();
      return {
        queries: counts.queries - before.queries,
        transactions: counts.transactions - before.transactions,
        rows: counts.rows - before.rows,
        prepared: counts.prepared - before.prepared,
      };
    },
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
