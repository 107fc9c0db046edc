import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

/** What becomes of deliveries when their channel comes back, or gets another id. */
export function deliveryChannels(db: Kysely<Tables>) {
  /** What Slack has surely not taken: looked at now, and not when its patience ends. */
  const resumed = () =>
    db
      .updateTable("deliveries")
      .set({ next_at: null })
      .where((eb) =>
        eb.or([
          eb.and([eb("state", "=", "due"), eb("reason", "is not", null)]),
          eb.and([eb("state", "=", "sent"), eb("stale", ">", 0), eb("unsettled_until", "is", null)]),
        ]),
      );

  return {
    /** A team's channel takes messages again. */
    async resume(workspace: string, team: string): Promise<void> {
      await resumed().where("workspace", "=", workspace).where("team", "=", team).execute();
    },

    /** Of every workspace, at the start of a process: what kept them may be mended. */
    async resumeAll(): Promise<void> {
      await resumed().execute();
    },

    /** What was posted in a channel stands in the same one under another id. */
    async moveChannel(workspace: string, from: string, to: string): Promise<void> {
      await db
        .updateTable("deliveries")
        .set({ channel: to })
        .where("workspace", "=", workspace)
        .where("channel", "=", from)
        .execute();
    },
  };
}
