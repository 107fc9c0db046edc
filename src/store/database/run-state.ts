import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/**
 * What the process records about itself for its next start: its last tick; the last tick before a clean shutdown; the
 * period in which posted messages may lack a record; and the version of the time zone data in use. Restoring a backup
 * records the backup's last tick as "restored".
 */
type Name = "last-tick" | "stopped" | "behind" | "zone-data" | "restored";

export function runState(db: Kysely<Tables>) {
  return {
    async get(name: Name): Promise<string | undefined> {
      const row = await db.selectFrom("marks").select("value").where("name", "=", name).executeTakeFirst();
      return row?.value;
    },

    async set(name: Name, value: string): Promise<void> {
      await db
        .insertInto("marks")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute();
    },

    async remove(name: Name): Promise<void> {
      await db.deleteFrom("marks").where("name", "=", name).execute();
    },
  };
}
