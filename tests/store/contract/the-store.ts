import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";
import type { Store } from "#store/store.ts";

/** The store under test, empty at the start of each test; it is there once a test runs. */
export type The = { readonly store: Store; readonly db: Kysely<Tables> };

/** The tables that we write: not Kysely's, and not what SQLite keeps its index of search_texts in. */
export const tablesOf = async (db: Kysely<Tables>): Promise<(keyof Tables)[]> =>
  (await db.introspection.getTables())
    .map(({ name }) => name as keyof Tables)
    .filter((name) => !/^(?:kysely|search_index)/.test(name));
