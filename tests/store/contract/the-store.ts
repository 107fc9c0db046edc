import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";
import type { Store } from "#store/store.ts";

/** The store under test. It is empty at the start of each test, and not available before. */
export type TestStore = { readonly store: Store; readonly db: Kysely<Tables> };

/** The tables that Ourcome writes: not Kysely's, and not those of SQLite's full-text index. */
export const tablesOf = async (db: Kysely<Tables>): Promise<(keyof Tables)[]> =>
  (await db.introspection.getTables())
    .map(({ name }) => name as keyof Tables)
    .filter((name) => !/^(?:kysely|search_index)/.test(name));
