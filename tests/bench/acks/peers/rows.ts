import Database from "better-sqlite3";
import { Pool } from "pg";

const TABLE = "create table requests (id text primary key, taken_on text not null)";
const DAY = "2026-12-11";

/** Creates a table of requests in SQLite or PostgreSQL. Returns a function that inserts a row durably. */
export const openRows = (database: string): Promise<(id: string) => Promise<unknown>> =>
  database.startsWith("postgres:") ? postgresRows(database) : sqliteRows(database);

async function sqliteRows(path: string) {
  const file = new Database(path);
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  file.exec(`${TABLE} strict`);
  const insert = file.prepare("insert into requests (id, taken_on) values (?, ?) on conflict do nothing");
  return async (id: string) => insert.run(id, DAY);
}

async function postgresRows(url: string) {
  const pool = new Pool({ connectionString: url, max: 10 });
  await pool.query(TABLE);
  return (id: string) =>
    pool.query({
      name: "insert",
      text: "insert into requests (id, taken_on) values ($1, $2) on conflict do nothing",
      values: [id, DAY],
    });
}
