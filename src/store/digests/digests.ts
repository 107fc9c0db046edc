import type { Kysely, Selectable } from "kysely";
import { keys } from "#domain/deliveries/delivery.ts";
import type { DigestContent } from "#domain/digests/news.ts";
import type { Tables } from "#store/database/tables.ts";
import type { DigestRow } from "./rows.ts";

/** A digest, or a week that somebody posted, with what it tells. A quiet one may have no delivery. */
type Digest = {
  readonly workspace: string;
  /** The key of its delivery. */
  readonly key: string;
  readonly team: string;
  /** As in its delivery's subject, which sorts as text. */
  readonly moment: string;
  readonly isQuiet: boolean;
  readonly content: DigestContent;
};

/** What digests tell, and which weeks were quiet. */
export function digests(db: Kysely<Tables>) {
  const ofWorkspace = (workspace: string) =>
    db.selectFrom("digests").selectAll().where("workspace", "=", workspace);
  return {
    /** Adds it if its key is new; otherwise changes nothing. */
    async add({ isQuiet, content, ...columns }: Digest): Promise<void> {
      await db
        .insertInto("digests")
        .values({ ...columns, quiet: isQuiet ? 1 : 0, content: JSON.stringify(content) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async find(workspace: string, key: string): Promise<Digest | undefined> {
      const row = await ofWorkspace(workspace).where("key", "=", key).executeTakeFirst();
      return row && toDigest(row);
    },

    /** The digest of a moment, which a posted week is not. */
    async at(workspace: string, team: string, moment: string): Promise<Digest | undefined> {
      const row = await ofWorkspace(workspace)
        .where("team", "=", team)
        .where("moment", "=", moment)
        .where("key", "like", `${keys.digest(team, "")}%`)
        .executeTakeFirst();
      return row && toDigest(row);
    },

    /** The moment of the team's last quiet digest before `moment`. */
    async quietBefore(workspace: string, team: string, moment: string): Promise<string | undefined> {
      const row = await db
        .selectFrom("digests")
        .select("moment")
        .where("workspace", "=", workspace)
        .where("team", "=", team)
        .where("moment", "<", moment)
        .where("quiet", "=", 1)
        .orderBy("moment", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.moment;
    },

    /** The keys of the digests and posted weeks that show a next step. */
    async showingStep(workspace: string, team: string, step: string): Promise<string[]> {
      const rows = await ofWorkspace(workspace)
        .where("team", "=", team)
        .where("content", "like", `%${step}%`)
        .execute();
      return rows
        .map(toDigest)
        .filter(({ content: { comingSteps, askedSteps, droppedSteps } }) =>
          [...comingSteps, ...askedSteps, ...droppedSteps].includes(step),
        )
        .map(({ key }) => key);
    },
  };
}

const toDigest = ({ quiet, content, ...row }: Selectable<DigestRow>): Digest => ({
  ...row,
  isQuiet: quiet === 1,
  content: JSON.parse(content) as DigestContent,
});
