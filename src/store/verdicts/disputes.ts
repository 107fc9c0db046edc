import type { Kysely } from "kysely";
import { instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

export function disputes(db: Kysely<Tables>) {
  return {
    async add(
      workspace: string,
      bet: string,
      round: number,
      reason: string,
      addedAt: Temporal.Instant,
    ): Promise<void> {
      await db
        .insertInto("disputes")
        .values({ workspace, bet, round, reason, added_at: instantText(addedAt) })
        .execute();
    },

    async reason(workspace: string, bet: string, round: number): Promise<string | undefined> {
      const row = await db
        .selectFrom("disputes")
        .select("reason")
        .where("workspace", "=", workspace)
        .where("bet", "=", bet)
        .where("round", "=", round)
        .executeTakeFirst();
      return row?.reason;
    },
  };
}
