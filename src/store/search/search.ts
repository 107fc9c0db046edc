import { type Kysely, sql } from "kysely";
import type { SearchQuery } from "#domain/search/search-query.ts";
import { fullText } from "./full-text.ts";
import type { Tables } from "#store/database/tables.ts";

/** A bet or a learning that matches a query. */
export type Hit = {
  readonly kind: "bet" | "learning";
  readonly id: string;
  /** The bet itself, or the one the learning came from. */
  readonly bet: string;
  readonly team: string;
};

/** If more texts match, only the newest are ranked: ranking ten thousand takes noticeably long. */
const MAX_RANKED = 1_000;

export function search(db: Kysely<Tables>) {
  return {
    /** Matching bets and learnings of these teams, best match first, then newest. */
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
          order by ${newest} limit ${sql.lit(MAX_RANKED)}) as found
        order by fit desc, position desc limit ${limit}`.execute(db);
      return rows;
    },
  };
}
