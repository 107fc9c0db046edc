import Database from "better-sqlite3";

/** Columns of a delivery on how it gets to its channel, and when. The other columns say what is pending and what was posted. */
const ON_THE_WAY = ["position", "lease_until", "ts", "stale", "claimed_at", "next_at", "attempts"];

/**
 * Everything on record, as text, a line each. Left out is which requests were taken, and the full-text index's own tables; of a poll its random key, of a ballot
 * the hash under it, and a text that is sealed with it.
 */
export function dump(path: string): string[] {
  using database = opened(path);
  const tables = database.all("select name from sqlite_master where type = 'table' order by name");
  return tables
    .map(({ name }) => String(name))
    .filter((name) => !/^(?:kysely|search_index)_?/.test(name) && name !== "requests")
    .flatMap((name) => database.all(`select * from ${name}`).map((row) => line(name, row)))
    .toSorted();
}

type Row = Readonly<Record<string, unknown>>;

function line(table: string, row: Row): string {
  const sealed = String(row["poll"]).startsWith("pre-mortem") ? ["voter", "answer"] : ["voter"];
  const left: readonly string[] =
    table === "deliveries" ? ON_THE_WAY : table === "polls" ? ["sealed_key"] : sealed;
  const kept = Object.entries(row).filter(([column]) => !left.includes(column));
  return `${table} ${JSON.stringify(Object.fromEntries(kept))}`;
}

function opened(path: string) {
  const database = new Database(path, { readonly: true });
  return {
    all: (sql: string) => database.prepare(sql).all() as Row[],
    [Symbol.dispose]: () => void database.close(),
  };
}
