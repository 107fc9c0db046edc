import type { Kysely, Selectable } from "kysely";
import type { Nudge, NudgeKind } from "#domain/nudges/nudge.ts";
import { day, instant, instantText } from "#store/database/columns.ts";
import type { Tables } from "#store/database/tables.ts";
import type { NudgeRow } from "./rows.ts";

/** A kind of nudge that a team doesn't want to see before `until`. */
export type SilencedNudge = { readonly kind: NudgeKind; readonly until: Temporal.PlainDate };

type ToldNudge = { readonly nudge: Nudge; readonly at: Temporal.Instant };

/** The nudges that digests included, each under the time of its digest, and the kinds that teams silenced. */
export function nudges(db: Kysely<Tables>) {
  const all = (workspace: string, team: string) =>
    db.selectFrom("nudges").selectAll().where("workspace", "=", workspace).where("team", "=", team);
  return {
    /** Records the nudge of the digest at `at`. If one is on record already, changes nothing. */
    async record(workspace: string, team: string, { nudge, at }: ToldNudge): Promise<void> {
      const { kind, ...numbers } = nudge;
      await db
        .insertInto("nudges")
        .values({ workspace, team, told_at: instantText(at), kind, numbers: JSON.stringify(numbers) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async toldAt(workspace: string, team: string, at: Temporal.Instant): Promise<Nudge | undefined> {
      const row = await all(workspace, team).where("told_at", "=", instantText(at)).executeTakeFirst();
      return row && toTold(row).nudge;
    },

    /** The nudges of digests at `since` or later, in order. */
    async toldSince(workspace: string, team: string, since: Temporal.Instant): Promise<ToldNudge[]> {
      const rows = await all(workspace, team)
        .where("told_at", ">=", instantText(since))
        .orderBy("told_at")
        .execute();
      return rows.map(toTold);
    },

    /** Silences a kind. The latest call wins. */
    async silence(workspace: string, team: string, { kind, until }: SilencedNudge): Promise<void> {
      const until_day = until.toString();
      await db
        .insertInto("silenced_nudges")
        .values({ workspace, team, kind, until_day })
        .onConflict((conflict) => conflict.columns(["workspace", "team", "kind"]).doUpdateSet({ until_day }))
        .execute();
    },

    /** Ends the silence of a kind. True if it was silenced. */
    async unsilence(workspace: string, team: string, kind: NudgeKind): Promise<boolean> {
      const deleted = await db
        .deleteFrom("silenced_nudges")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("kind", "=", kind)
        .executeTakeFirst();
      return deleted.numDeletedRows > 0n;
    },

    /** The kinds that a team has silenced on a day. */
    async silenced(workspace: string, team: string, today: Temporal.PlainDate): Promise<SilencedNudge[]> {
      const rows = await db
        .selectFrom("silenced_nudges")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("until_day", ">", today.toString())
        .orderBy("kind")
        .execute();
      return rows.map((row) => ({ kind: row.kind as NudgeKind, until: day(row.until_day) }));
    },
  };
}

const toTold = ({ kind, numbers, told_at }: Selectable<NudgeRow>): ToldNudge => ({
  nudge: { kind, ...(JSON.parse(numbers) as object) } as Nudge,
  at: instant(told_at),
});
