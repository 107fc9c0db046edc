import type { Kysely } from "kysely";
import { backoff } from "#domain/deliveries/delivery.ts";
import { instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** Retries, with growing backoff, of jobs whose channel could not be read. `subject` names the job. */
export function channelRetries(db: Kysely<Tables>) {
  return {
    /** When to try the subject again. Undefined if it isn't backing off. */
    async retryAt(workspace: string, subject: string): Promise<Temporal.Instant | undefined> {
      const row = await db
        .selectFrom("waits")
        .select("next_at")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .executeTakeFirst();
      return row && instant(row.next_at);
    },

    /** Records one more failed attempt. */
    async backOff(workspace: string, team: string, subject: string, now: Temporal.Instant): Promise<void> {
      const row = await db
        .selectFrom("waits")
        .select("attempts")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .executeTakeFirst();
      const attempts = (row?.attempts ?? 0) + 1;
      const retry = { attempts, next_at: instantText(now.add(backoff(attempts))) };
      await db
        .insertInto("waits")
        .values({ workspace, subject, team, ...retry })
        .onConflict((conflict) => conflict.columns(["workspace", "subject"]).doUpdateSet(retry))
        .execute();
    },

    async clear(workspace: string, subject: string): Promise<void> {
      await db
        .deleteFrom("waits")
        .where("workspace", "=", workspace)
        .where("subject", "=", subject)
        .execute();
    },

    /** For when the team's channel can be read again. */
    async clearForTeam(workspace: string, team: string): Promise<void> {
      await db.deleteFrom("waits").where("workspace", "=", workspace).where("team", "=", team).execute();
    },
  };
}
