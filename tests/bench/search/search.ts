import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { matchingAllWords, similarTo, type SearchQuery } from "#domain/search/search-query.ts";
import type { Team } from "#domain/teams/team.ts";
import { openDatabase } from "#store/database/database.ts";
import type { Tables } from "#store/database/tables.ts";
import { type Store, storeIn } from "#store/store.ts";
import { findEchoes } from "#usecases/search/find-echoes.ts";
import { writer, writeRecord } from "./record.ts";

/** Milliseconds per question for one way to search, and the total number of matches. */
type Measured = { readonly median: number; readonly p95: number; readonly found: number };

export type Row = { readonly name: string; readonly index: Measured; readonly scan: Measured };

/** Compares searching by index with scanning every row, on SQLite in a file. */
export async function benchSearch(
  bets: number,
  questions: number,
): Promise<{ readonly indexingMs: number; readonly rows: readonly Row[] }> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-bench-"));
  const path = join(folder, "bench.db");
  try {
    const { teams } = await writeRecord(path, bets);
    const startedAt = performance.now();
    const db = await openDatabase({ kind: "file", path });
    const indexingMs = performance.now() - startedAt;
    try {
      return { indexingMs, rows: await compare(db, teams, questions) };
    } finally {
      await db.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Question = { readonly words: string; readonly title: string; readonly metric: string };

async function compare(db: Kysely<Tables>, teams: readonly Team[], questions: number): Promise<Row[]> {
  const store = storeIn(db, new Uint8Array(32));
  const { text, metric } = writer(2);
  const makeQuestions = (words: number): Question[] =>
    Array.from({ length: questions }, () => ({ words: text(words), title: text(4), metric: metric() }));
  const [own] = teams;
  if (!own) throw new Error("There is no team.");
  const fiveTeams = teams.slice(0, 5);
  const indexed =
    (query: (question: Question) => SearchQuery, among: readonly Team[]) => (question: Question) =>
      countIndexed(store, query(question), among);
  const allWords = (question: Question) => matchingAllWords(question.words);

  const rows: [
    string,
    Question[],
    (question: Question) => Promise<number>,
    (question: Question) => Promise<number>,
  ][] = [
    [
      "one word, 200 teams",
      makeQuestions(1),
      indexed(allWords, teams),
      (question) => countScanned(db, question.words, teams),
    ],
    [
      "two words, 200 teams",
      makeQuestions(2),
      indexed(allWords, teams),
      (question) => countScanned(db, question.words, teams),
    ],
    [
      "one word, 5 teams",
      makeQuestions(1),
      indexed(allWords, fiveTeams),
      (question) => countScanned(db, question.words, fiveTeams),
    ],
    [
      "what a bet echoes, 200 teams",
      makeQuestions(1),
      indexed((question) => similarTo(question), teams),
      (question) => countScanned(db, question.metric, teams),
    ],
    [
      "the same with its bets and learnings read, as in the form",
      makeQuestions(1),
      async (question) => {
        const deps = { store, now: () => own.createdAt, newId: () => "" };
        const echo = await findEchoes(
          deps,
          own,
          question,
          teams.map(({ channel }) => channel),
        );
        return echo?.resembling ?? 0;
      },
      (question) => countScanned(db, question.metric, teams),
    ],
  ];
  const measured: Row[] = [];
  for (const [name, cases, index, scan] of rows) {
    // Alternates, so that other load on the machine affects both.
    const times = { index: [] as number[], scan: [] as number[] };
    const counts = { index: 0, scan: 0 };
    for (const question of cases)
      for (const [method, countMatches] of [
        ["index", index],
        ["scan", scan],
      ] as const) {
        const startedAt = performance.now();
        counts[method] += await countMatches(question);
        times[method].push(performance.now() - startedAt);
      }
    const summary = (method: "index" | "scan") => ({ ...quantiles(times[method]), found: counts[method] });
    measured.push({ name, index: summary("index"), scan: summary("scan") });
  }
  return measured;
}

const WORKSPACE = "T0SANDBOX";

const countIndexed = async (store: Store, query: SearchQuery, teams: readonly Team[]): Promise<number> =>
  (await store.search.find(WORKSPACE, query, { teams: teams.map(({ id }) => id), limit: 200 })).length;

/** Search without an index: scans every row of the workspace; newest first, unranked. */
async function countScanned(db: Kysely<Tables>, words: string, teams: readonly Team[]): Promise<number> {
  const contains = (text: string) =>
    sql.join(
      words.split(" ").map((word) => sql`${sql.raw(text)} like ${`%${word}%`}`),
      sql` and `,
    );
  const among = sql.join(teams.map(({ id }) => id));
  const { rows } = await sql`
    select id, placed_at as written_at from bets where workspace = ${WORKSPACE} and team in (${among})
      and ${contains("title || ' ' || metric || ' ' || belief")}
    union all select id, added_at from learnings where workspace = ${WORKSPACE} and team in (${among}) and ${contains("text")}
    order by written_at desc limit 200`.execute(db);
  return rows.length;
}

function quantiles(times: readonly number[]): Pick<Measured, "median" | "p95"> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
