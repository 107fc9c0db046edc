import type { Kysely } from "kysely";
import type { Tables } from "#store/database/tables.ts";

/** Changes deliveries when their channel becomes available again or gets a new id. */
export function deliveryChannels(db: Kysely<Tables>) {
  /** Ends the backoff of messages and updates that Slack has certainly not carried out. */
  const endBackoff = () =>
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
    /** For when a team's channel takes messages again. */
    async resume(workspace: string, team: string): Promise<void> {
      await endBackoff().where("workspace", "=", workspace).where("team", "=", team).execute();
    },

    /** The same for every workspace, at startup: whatever blocked them may be fixed by now. */
    async resumeAll(): Promise<void> {
      await endBackoff().execute();
    },

    /** For when Slack gives a channel a new id: updates the messages posted in it. */
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
