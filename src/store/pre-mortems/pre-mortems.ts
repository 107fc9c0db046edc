import type { Kysely } from "kysely";
import type { Reason } from "#domain/pre-mortems/pre-mortem.ts";
import { day, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";

/** A team's pool of sealed texts for a quarter, which is identified by its first day. */
export type Pool = {
  readonly workspace: string;
  readonly team: string;
  readonly quarter: Temporal.PlainDate;
};

/** Unsealed pre-mortem texts, and the quarters' pools of texts that were too few to show. */
export function preMortems(db: Kysely<Tables>) {
  return {
    /** Saves the texts that a retro shows, in this order. */
    async addReasons(workspace: string, retro: string, texts: readonly string[]): Promise<void> {
      if (texts.length === 0) return;
      await db
        .insertInto("pre_mortem_reasons")
        .values(texts.map((text, index) => ({ workspace, retro, place: index + 1, text, votes: 0 })))
        .execute();
    },

    async reasons(workspace: string, retro: string): Promise<Reason[]> {
      return db
        .selectFrom("pre_mortem_reasons")
        .select(["place", "text", "votes"])
        .where("workspace", "=", workspace)
        .where("retro", "=", retro)
        .orderBy("place")
        .execute();
    },

    async tally(workspace: string, retro: string, place: number, votes: number): Promise<void> {
      await db
        .updateTable("pre_mortem_reasons")
        .set({ votes })
        .where("workspace", "=", workspace)
        .where("retro", "=", retro)
        .where("place", "=", place)
        .execute();
    },

    /** Locks the quarter's pool for this transaction, so that replicas take turns. Adds it if it is new. */
    async lockPool({ workspace, team, quarter }: Pool, endsAt: Temporal.Instant): Promise<void> {
      await db
        .insertInto("pre_mortem_pools")
        .values({ workspace, team, quarter: quarter.toString(), ends_at: instantText(endsAt) })
        .onConflict((conflict) =>
          conflict
            .columns(["workspace", "team", "quarter"])
            .doUpdateSet((eb) => ({ ends_at: eb.ref("pre_mortem_pools.ends_at") })),
        )
        .execute();
    },

    async removePool({ workspace, team, quarter }: Pool): Promise<void> {
      await db
        .deleteFrom("pre_mortem_pools")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("quarter", "=", quarter.toString())
        .execute();
    },

    /** Pools whose quarter is over, in every workspace. For the scheduler. */
    async poolsEnded(now: Temporal.Instant): Promise<Pool[]> {
      const rows = await db
        .selectFrom("pre_mortem_pools")
        .selectAll()
        .where("ends_at", "<=", instantText(now))
        .orderBy("ends_at")
        .execute();
      return rows.map(({ workspace, team, quarter }) => ({ workspace, team, quarter: day(quarter) }));
    },
  };
}
