import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** What the process notes of itself, for its next start: when it last looked at what is due, whether it ended in order, since when its record may lack what was posted, and by which zone data it counts. */
type Mark = "last-tick" | "stopped" | "behind" | "zone-data";

export function runState(db: Kysely<Tables>) {
  return {
    async get(name: Mark): Promise<string | undefined> {
      const row = await db.selectFrom("marks").select("value").where("name", "=", name).executeTakeFirst();
      return row?.value;
    },

    async set(name: Mark, value: string): Promise<void> {
      await db
        .insertInto("marks")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute();
    },
  };
}
