import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

/** Deletes what a workspace has on record beside its teams, which must be erased before. */
export const workspaceEraser =
  (db: Kysely<Tables>, onDestroyed: () => void) =>
  async (workspace: string): Promise<void> => {
    for (const table of ["ballots", "polls", "requests"] as const)
      await db.deleteFrom(table).where("workspace", "=", workspace).execute();
    onDestroyed();
  };
