import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { type Kysely, PGliteDialect } from "kysely";
import { migrated, openDatabase } from "#store/database/database.ts";
import type { Tables } from "#store/database/tables.ts";
import { createPostgresDatabase, postgresServer } from "#tests/support/postgres.ts";

export type Opened = { readonly db: Kysely<Tables>; readonly close: () => Promise<void> };

/** The databases that the store supports. */
export const DIALECTS: readonly { name: string; open: () => Promise<Opened>; missing?: boolean }[] = [
  {
    name: "SQLite in memory",
    async open() {
      const db = await openDatabase({ kind: "file", path: ":memory:" });
      return { db, close: () => db.destroy() };
    },
  },
  {
    name: "SQLite in a file",
    async open() {
      const folder = mkdtempSync(join(tmpdir(), "ourcome-store-"));
      const db = await openDatabase({ kind: "file", path: join(folder, "ourcome.db") });
      return {
        db,
        async close() {
          await db.destroy();
          rmSync(folder, { recursive: true });
        },
      };
    },
  },
  {
    name: "PGlite",
    async open() {
      const db = await migrated(new PGliteDialect({ pglite: new PGlite() }));
      return { db, close: () => db.destroy() };
    },
  },
  {
    name: postgresServer ? "PostgreSQL" : "PostgreSQL (set TEST_DATABASE_URL to run these)",
    missing: !postgresServer,
    async open() {
      const { url, drop } = await createPostgresDatabase(postgresServer ?? "");
      const db = await openDatabase({ kind: "postgres", url });
      return {
        db,
        async close() {
          await db.destroy();
          await drop();
        },
      };
    },
  },
];

/** Children before parents. */
const TABLES = [
  "search_texts",
  "tokens",
  "requests",
  "idempotency_keys",
  "marks",
  "waits",
  "nudges",
  "digests",
  "silenced_nudges",
  "deliveries",
  "pulse_ratings",
  "pulses",
  "next_steps",
  "learnings",
  "retro_themes",
  "pre_mortem_reasons",
  "pre_mortem_pools",
  "hand_quarters",
  "retros",
  "ballots",
  "polls",
  "disputes",
  "amendments",
  "readings",
  "bets",
  "key_results",
  "objectives",
  "source_uses",
  "teams",
] as const satisfies readonly (keyof Tables)[];

export async function empty(db: Kysely<Tables>): Promise<void> {
  for (const table of TABLES) await db.deleteFrom(table).execute();
}
