import type { Kysely, Selectable } from "kysely";
import type { Nudge, NudgeKind } from "#domain/nudges/nudge.ts";
import { day, instant, instantText } from "#store/database/columns.ts";
import type { NudgeRow, Tables } from "#store/database/tables.ts";

/** A kind of thought that a team does not want to hear before the day. */
export type SilencedNudge = { readonly kind: NudgeKind; readonly until: Temporal.PlainDate };

type Told = { readonly nudge: Nudge; readonly at: Temporal.Instant };

/** The thoughts that digests told, each by the moment of its digest, and those that are silenced. */
export function nudges(db: Kysely<Tables>) {
  const all = (workspace: string, team: string) =>
    db.selectFrom("nudges").selectAll().where("workspace", "=", workspace).where("team", "=", team);
  return {
    /** Takes note of what the digest of a moment tells: what is on record stays. */
    async tell(workspace: string, team: string, { nudge, at }: Told): Promise<void> {
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

    /** What was told from a moment on, in order. */
    async toldSince(workspace: string, team: string, since: Temporal.Instant): Promise<Told[]> {
      const rows = await all(workspace, team)
        .where("told_at", ">=", instantText(since))
        .orderBy("told_at")
        .execute();
      return rows.map(toTold);
    },

    /** Silences a kind; the last word holds. */
    async silence(workspace: string, team: string, { kind, until }: SilencedNudge): Promise<void> {
      const until_day = until.toString();
      await db
        .insertInto("silenced_nudges")
        .values({ workspace, team, kind, until_day })
        .onConflict((conflict) => conflict.columns(["workspace", "team", "kind"]).doUpdateSet({ until_day }))
        .execute();
    },

    /** True where it was silenced. */
    async hear(workspace: string, team: string, kind: NudgeKind): Promise<boolean> {
      const heard = await db
        .deleteFrom("silenced_nudges")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("kind", "=", kind)
        .executeTakeFirst();
      return heard.numDeletedRows > 0n;
    },

    /** What a team does not hear on a day. */
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

const toTold = ({ kind, numbers, told_at }: Selectable<NudgeRow>): Told => ({
  nudge: { kind, ...(JSON.parse(numbers) as object) } as Nudge,
  at: instant(told_at),
});
