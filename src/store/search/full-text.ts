import { type Kysely, type RawBuilder, sql, SqliteAdapter } from "kysely";
import type { SearchQuery, Term } from "#domain/search/search-query.ts";
import type { Tables } from "#store/database/tables.ts";

/** A full-text query in the words of a database. `from` has the table search_texts in it, as `t`. */
type FullText = {
  readonly from: RawBuilder<unknown>;
  readonly matches: RawBuilder<boolean>;
  /** An order in which the newest come first, without sorting where that can be. */
  readonly newest: RawBuilder<unknown>;
  /** How well a text fits: the better, the more. */
  readonly fit: RawBuilder<number>;
};

/** The title and the metric say what a bet is about: a word in them counts for several in its belief. */
const HEAD = 4;

/** How the databases differ in full-text search. Nothing that was typed gets here but its words. */
export function fullText(db: Kysely<Tables>, query: SearchQuery): FullText {
  if (db.getExecutor().adapter instanceof SqliteAdapter)
    return {
      from: sql`search_index join search_texts t on t.position = search_index.rowid`,
      matches: sql`search_index match ${written(query, "AND", "OR", (word) => `"${word}"`, "*")}`,
      newest: sql`search_index.rowid desc`,
      fit: sql`-bm25(search_index, ${sql.lit(HEAD)}, 1)`,
    };
  const asked = sql`to_tsquery('ourcome_words', ${written(query, "&", "|", (word) => `'${word}'`, ":*")})`;
  return {
    from: sql`search_texts t`,
    matches: sql`t.words @@ ${asked}`,
    newest: sql`t.position desc`,
    // Weights of D, C, B and A: the head is A, the rest is C. Longer texts count less.
    fit: sql`ts_rank('{0, ${sql.raw(String(1 / HEAD))}, 0, 1}', t.words, ${asked}, 1)`,
  };
}

const written = (
  query: SearchQuery,
  and: string,
  or: string,
  quoted: (word: string) => string,
  begins: string,
): string => {
  const term = (one: Term) => `${quoted(one.word)}${one.begins ? begins : ""}`;
  return query.map((terms) => `(${terms.map(term).join(` ${and} `)})`).join(` ${or} `);
};
