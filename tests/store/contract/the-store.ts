import type { Kysely } from "kysely";
import type { Tables } from "#store/rows.ts";
import type { Store } from "#store/store.ts";

/** The store under test, empty at the start of each test; it is there once a test runs. */
export type The = { readonly store: Store; readonly db: Kysely<Tables> };
