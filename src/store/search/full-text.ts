import { type Kysely, type RawBuilder, sql, SqliteAdapter } from "kysely";
import type { SearchQuery, Term } from "#domain/search/search-query.ts";
import type { Tables } from "#store/database/tables.ts";

/** A full-text query in a database's dialect. `from` includes the table `search_texts` as `t`. */
type FullText = {
  readonly from: RawBuilder<unknown>;
  readonly matches: RawBuilder<boolean>;
  /** Orders newest first, if possible without a sort. */
  readonly newest: RawBuilder<unknown>;
  /** How well a text matches: higher is better. */
  readonly fit: RawBuilder<number>;
};

/** The title and the metric say what a bet is about, so words in them weigh more than words in its belief. */
const HEAD_WEIGHT = 4;

/** Hides how the databases differ in full-text search. Terms have no punctuation, so it is safe to quote them. */
export function fullText(db: Kysely<Tables>, query: SearchQuery): FullText {
  if (db.getExecutor().adapter instanceof SqliteAdapter)
    return {
      from: sql`search_index join search_texts t on t.position = search_index.rowid`,
      matches: sql`search_index match ${queryText(query, "AND", "OR", (word) => `"${word}"`, "*")}`,
      newest: sql`search_index.rowid desc`,
      fit: sql`-bm25(search_index, ${sql.lit(HEAD_WEIGHT)}, 1)`,
    };
  const tsQuery = sql`to_tsquery('ourcome_words', ${queryText(query, "&", "|", (word) => `'${word}'`, ":*")})`;
  return {
    from: sql`search_texts t`,
    matches: sql`t.words @@ ${tsQuery}`,
    newest: sql`t.position desc`,
    // Weights of D, C, B and A: the head is A, the rest is C. Longer texts count less.
    fit: sql`ts_rank('{0, ${sql.raw(String(1 / HEAD_WEIGHT))}, 0, 1}', t.words, ${tsQuery}, 1)`,
  };
}

const queryText = (
  query: SearchQuery,
  and: string,
  or: string,
  quoted: (word: string) => string,
  prefixMark: string,
): string => {
  const toText = ({ word, isPrefix }: Term) => `${quoted(word)}${isPrefix ? prefixMark : ""}`;
  return query.map((terms) => `(${terms.map(toText).join(` ${and} `)})`).join(` ${or} `);
};
