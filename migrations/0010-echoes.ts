import { type ColumnDefinitionBuilder, type Kysely, sql, SqliteAdapter } from "kysely";

/**
 * The words of bets and learnings, for full-text search. Those of the title and the metric (`head`) weigh more than the
 * rest. The database does the indexing and stemming. Existing rows are indexed when the database is opened: see
 * `indexMissing` in src/store/search/search-index.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  // SQLite's index refers to row ids, and VACUUM may change them unless a column is declared as the row id.
  const counted = (c: ColumnDefinitionBuilder) =>
    onSqlite ? c.primaryKey() : c.primaryKey().generatedByDefaultAsIdentity();
  await db.schema
    .createTable("search_texts")
    .addColumn("position", "integer", counted)
    .addColumn("workspace", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("team", "text", (c) => c.notNull())
    .addColumn("bet", "text", (c) => c.notNull())
    .addColumn("head", "text", (c) => c.notNull())
    .addColumn("rest", "text", (c) => c.notNull())
    .addUniqueConstraint("search_texts_one_each", ["workspace", "kind", "subject"])
    .addForeignKeyConstraint("search_texts_bet", ["workspace", "bet"], "bets", ["workspace", "id"])
    .execute();
  await db.schema
    .createIndex("search_texts_of_team")
    .on("search_texts")
    .columns(["workspace", "team"])
    .execute();

  for (const statement of onSqlite ? SQLITE : POSTGRES) await sql.raw(statement).execute(db);
}

const SQLITE = [
  // The words are case-folded and separated by spaces, so the tokenizer needs no knowledge of scripts.
  `create virtual table search_index using fts5(
     head, rest, content = 'search_texts', content_rowid = 'position', tokenize = 'porter ascii')`,
  // Overwrite deleted entries at once, instead of only marking them.
  `insert into search_index(search_index, rank) values ('secure-delete', 1)`,
  `create trigger search_texts_added after insert on search_texts begin
     insert into search_index(rowid, head, rest) values (new.position, new.head, new.rest);
   end`,
  `create trigger search_texts_removed after delete on search_texts begin
     insert into search_index(search_index, rowid, head, rest)
       values ('delete', old.position, old.head, old.rest);
   end`,
  `create trigger search_texts_changed after update on search_texts begin
     insert into search_index(search_index, rowid, head, rest)
       values ('delete', old.position, old.head, old.rest);
     insert into search_index(rowid, head, rest) values (new.position, new.head, new.rest);
   end`,
];

const POSTGRES = [
  // English stemming as in the configuration "english", but without stop words, so that "the" can be found.
  `create text search dictionary ourcome_stem (template = snowball, language = english)`,
  `create text search configuration ourcome_words (copy = pg_catalog.simple)`,
  `alter text search configuration ourcome_words
     alter mapping for asciiword, word, numword, hword, hword_part, asciihword, hword_asciipart, hword_numpart
     with ourcome_stem`,
  `alter table search_texts add column words tsvector generated always as (
     setweight(to_tsvector('ourcome_words'::regconfig, head), 'A') ||
     setweight(to_tsvector('ourcome_words'::regconfig, rest), 'C')) stored`,
  `create index search_texts_words on search_texts using gin (words)`,
];
