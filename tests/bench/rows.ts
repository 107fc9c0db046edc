import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type Dialect, Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Pool } from "pg";
import type { DatabaseAddress } from "#store/database/database.ts";
import type { Tables } from "#store/database/tables.ts";
import { openStore } from "#store/store.ts";
import { addBet, addTeam } from "#tests/support/ledger.ts";
import { createPostgresDatabase } from "#tests/support/postgres.ts";
import { median } from "./quantiles.ts";

/** One way to write rows. `write` inserts that many readings in one durable transaction. */
type Writer = {
  readonly name: string;
  readonly write: (count: number) => Promise<void>;
  readonly close: () => Promise<unknown>;
};

type RowPlan = { readonly rounds: number; readonly count: number };

const ROWS_PER_TRANSACTION = 100;
const WORKSPACE = "T0SANDBOX";

/** Rows per second on SQLite through the store, plain Kysely and plain better-sqlite3; medians. */
export async function benchRows(plan: RowPlan): Promise<ReadonlyMap<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-rows-"));
  const file = async (name: string) => {
    const path = join(folder, `${name}.db`);
    return { path, bet: await seed({ kind: "file", path }) };
  };
  const [store, kysely, plain] = [await file("store"), await file("kysely"), await file("sqlite")];
  try {
    return await compare(plan, [
      await storeWriter({ kind: "file", path: store.path }, store.bet),
      kyselyWriter(new SqliteDialect({ database: durableFile(kysely.path) }), kysely.bet),
      sqliteWriter(durableFile(plain.path), plain.bet),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same on a PostgreSQL server, compared with plain Kysely and plain pg. */
export async function benchPostgresRows(server: string, plan: RowPlan): Promise<ReadonlyMap<string, number>> {
  const { url, drop } = await createPostgresDatabase(server);
  try {
    const bet = await seed({ kind: "postgres", url });
    const pool = () => new Pool({ connectionString: url, max: 10 });
    return await compare(plan, [
      await storeWriter({ kind: "postgres", url }, bet),
      kyselyWriter(new PostgresDialect({ pool: pool() }), bet),
      postgresWriter(pool(), bet),
    ]);
  } finally {
    await drop();
  }
}

async function seed(address: DatabaseAddress): Promise<string> {
  const { store, close } = await openStore(address, new Uint8Array(32));
  const bet = await addBet(store, await addTeam(store, "C1", "Growth"), { number: 1 });
  await close();
  return bet.id;
}

/** Runs the writers in turn in each round. The first round only warms up. */
async function compare(
  { rounds, count }: RowPlan,
  writers: readonly Writer[],
): Promise<ReadonlyMap<string, number>> {
  const perSecond = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1)
    for (const { name, write } of writers) {
      const startedAt = performance.now();
      for (let written = 0; written < count; written += ROWS_PER_TRANSACTION)
        await write(ROWS_PER_TRANSACTION);
      const rate = (count / (performance.now() - startedAt)) * 1_000;
      if (round > 0) perSecond.set(name, [...(perSecond.get(name) ?? []), rate]);
    }
  for (const { close } of writers) await close();
  return new Map([...perSecond].map(([name, rates]) => [name, median(rates)]));
}

const DAY = "2026-12-11";
const ADDED_AT = "2026-12-11T15:00:00.000Z";

/** A source of rows whose ids no other writer uses. */
function rowsOf(bet: string, writer: string) {
  let last = 0;
  return () => ({
    workspace: WORKSPACE,
    bet,
    id: `${writer}-${(last += 1)}`,
    value: 34.5,
    taken_on: DAY,
    evidence: "before-after" as const,
    note: null,
    added_at: ADDED_AT,
  });
}

async function storeWriter(address: DatabaseAddress, bet: string): Promise<Writer> {
  const { store, close } = await openStore(address, new Uint8Array(32));
  const row = rowsOf(bet, "store");
  const reading = { value: 34.5, takenOn: Temporal.PlainDate.from(DAY), evidence: "before-after" } as const;
  const at = Temporal.Instant.from(ADDED_AT);
  return {
    name: "the store",
    close,
    write: (count) =>
      store.transaction(async (tx) => {
        for (let n = 0; n < count; n += 1) await tx.readings.add(WORKSPACE, bet, row().id, reading, at);
      }),
  };
}

function kyselyWriter(dialect: Dialect, bet: string): Writer {
  const kysely = new Kysely<Tables>({ dialect });
  const row = rowsOf(bet, "kysely");
  return {
    name: "plain Kysely",
    close: () => kysely.destroy(),
    write: (count) =>
      kysely.transaction().execute(async (tx) => {
        for (let n = 0; n < count; n += 1) await tx.insertInto("readings").values(row()).execute();
      }),
  };
}

function sqliteWriter(file: Database.Database, bet: string): Writer {
  const row = rowsOf(bet, "sqlite");
  const insert = file.prepare(
    `insert into readings (workspace, bet, id, value, taken_on, evidence, note, added_at)
     values (@workspace, @bet, @id, @value, @taken_on, @evidence, @note, @added_at)`,
  );
  return {
    name: "plain better-sqlite3",
    close: async () => file.close(),
    async write(count) {
      file.exec("begin immediate");
      for (let n = 0; n < count; n += 1) insert.run(row());
      file.exec("commit");
    },
  };
}

function postgresWriter(pool: Pool, bet: string): Writer {
  const row = rowsOf(bet, "pg");
  return {
    name: "plain pg",
    close: () => pool.end(),
    async write(count) {
      const client = await pool.connect();
      await client.query("begin");
      for (let n = 0; n < count; n += 1)
        await client.query({
          name: "insert",
          text: `insert into readings (workspace, bet, id, value, taken_on, evidence, note, added_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          values: Object.values(row()),
        });
      await client.query("commit");
      client.release();
    },
  };
}

/** Opens a file with the same durability settings as the store's. */
function durableFile(path: string): Database.Database {
  const file = new Database(path);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"]) file.pragma(pragma);
  return file;
}
