import { createHash } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

export function requests(db: Kysely<Tables>) {
  return {
    /** Takes note of a request, by the name that Slack gave it. True for the first time. */
    async take(workspace: string, name: string, day: Temporal.PlainDate): Promise<boolean> {
      const hash = createHash("sha256").update(name).digest("base64url");
      const taken = await db
        .insertInto("requests")
        .values({ workspace, hash, taken_on: day.toString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return taken.numInsertedOrUpdatedRows === 1n;
    },

    /** Forgets those of every workspace that came before the day. */
    async forget(before: Temporal.PlainDate): Promise<void> {
      await db.deleteFrom("requests").where("taken_on", "<", before.toString()).execute();
    },
  };
}
