import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";
import type { Seal } from "./seal.ts";

/** What a poll's key is sealed for. */
export const pollPurpose = (workspace: string, poll: string): string => `${workspace}/${poll}`;

/** Opens a poll's own key; nothing when there is no such poll. Throws when it was sealed with another secret. */
export const pollKeys =
  (db: Kysely<Tables>, seal: Seal) =>
  async (workspace: string, poll: string): Promise<Uint8Array | undefined> => {
    const row = await db
      .selectFrom("polls")
      .select("sealed_key")
      .where("workspace", "=", workspace)
      .where("id", "=", poll)
      .executeTakeFirst();
    return row && seal.open(row.sealed_key, pollPurpose(workspace, poll));
  };
