import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";
import type { Seal } from "./seal.ts";

/** The purpose that a poll's key is sealed for. */
export const pollPurpose = (workspace: string, poll: string): string => `${workspace}/${poll}`;

/** Unseals a poll's key. Undefined if there is no such poll; throws if it was sealed with another secret. */
export const pollKeys =
  (db: Kysely<Tables>, seal: Seal) =>
  async (workspace: string, poll: string): Promise<Uint8Array | undefined> => {
    const row = await db
      .selectFrom("polls")
      .select("sealed_key")
      .where("workspace", "=", workspace)
      .where("id", "=", poll)
      .executeTakeFirst();
    return row && seal.unseal(row.sealed_key, pollPurpose(workspace, poll));
  };
