import { type Kysely, sql } from "kysely";
import type { SearchQuery } from "#domain/search/search-query.ts";
import { fullText } from "./full-text.ts";
import type { Tables } from "#store/database/tables.ts";

/** A bet or a learning whose words are what was looked for. */
export type Hit = {
  readonly kind: "bet" | "learning";
  readonly id: string;
  /** The bet itself, or the one that the learning came from. */
  readonly bet: string;
  readonly team: string;
};

/** What more texts hold than these is common: then the newest are ranked. To rank ten thousand takes longer than a glance. */
const MOST_RANKED = 1_000;

export function search(db: Kysely<Tables>) {
  return {
    /** Bets and learnings of these teams, the best fit first, then the newest. */
    async find(
      workspace: string,
      query: SearchQuery,
      { teams, limit }: { readonly teams: readonly string[]; readonly limit: number },
    ): Promise<Hit[]> {
      if (query.length === 0 || teams.length === 0) return [];
      const { from, matches, newest, fit } = fullText(db, query);
      const { rows } = await sql<Hit>`
        select kind, id, bet, team from (
          select t.kind, t.subject as id, t.bet, t.team, t.position, ${fit} as fit from ${from}
          where ${matches} and t.workspace = ${workspace} and t.team in (${sql.join(teams)})
          order by ${newest} limit ${sql.lit(MOST_RANKED)}) as found
        order by fit desc, position desc limit ${limit}`.execute(db);
      return rows;
    },
  };
}
