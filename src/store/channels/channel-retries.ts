import type { Kysely } from "kysely";
import { backoff } from "#domain/deliveries/delivery.ts";
import { instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** What needs a channel that could not be read: each is asked for again less and less often. */
export function channelRetries(db: Kysely<Tables>) {
  return {
    /** Until when a subject is left alone. */
    async retryAt(workspace: string, subject: string): Promise<Temporal.Instant | undefined> {
      const row = await db
        .selectFrom("waits")
        .select("next_at")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .executeTakeFirst();
      return row && instant(row.next_at);
    },

    /** It was in vain once more. */
    async backOff(workspace: string, team: string, subject: string, now: Temporal.Instant): Promise<void> {
      const row = await db
        .selectFrom("waits")
        .select("attempts")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .executeTakeFirst();
      const attempts = (row?.attempts ?? 0) + 1;
      const wait = { attempts, next_at: instantText(now.add(backoff(attempts))) };
      await db
        .insertInto("waits")
        .values({ workspace, subject, team, ...wait })
        .onConflict((conflict) => conflict.columns(["workspace", "subject"]).doUpdateSet(wait))
        .execute();
    },

    async clear(workspace: string, subject: string): Promise<void> {
      await db
        .deleteFrom("waits")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .execute();
    },

    /** The team's channel can be read again. */
    async clearForTeam(workspace: string, team: string): Promise<void> {
      await db.deleteFrom("waits").where("workspace", "=", workspace).where("team", "=", team).execute();
    },
  };
}
