import Database from "better-sqlite3";

/** Columns of `deliveries` about scheduling and progress; the others say what is pending and what was posted. */
const DELIVERY_PROGRESS = ["position", "lease_until", "ts", "stale", "claimed_at", "next_at", "attempts"];

/** Random columns by table. */
const RANDOM: Readonly<Record<string, readonly string[]>> = { polls: ["sealed_key"], tokens: ["hash"] };

/**
 * The whole database as sorted lines of text, a line per row. Left out, because they vary between runs: handled
 * requests, the full-text index's own tables, a poll's random key, the hash of a token's random secret, and in a ballot the voter hash and sealed text.
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
  const ballotColumns = String(row["poll"]).startsWith("pre-mortem") ? ["voter", "answer"] : ["voter"];
  const omitted: readonly string[] =
    table === "deliveries" ? DELIVERY_PROGRESS : (RANDOM[table] ?? ballotColumns);
  const kept = Object.entries(row).filter(([column]) => !omitted.includes(column));
  return `${table} ${JSON.stringify(Object.fromEntries(kept))}`;
}

function opened(path: string) {
  const database = new Database(path, { readonly: true });
  return {
    all: (sql: string) => database.prepare(sql).all() as Row[],
    [Symbol.dispose]: () => void database.close(),
  };
}
