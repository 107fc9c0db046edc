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

export type Row = { readonly asked: string; readonly index: Measured; readonly scan: Measured };

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
  const { some, metric } = writer(2);
  const asked = (words: number): Question[] =>
    Array.from({ length: questions }, () => ({ words: some(words), title: some(4), metric: metric() }));
  const [own] = teams;
  if (!own) throw new Error("There is no team.");
  const fiveTeams = teams.slice(0, 5);
  const indexed = (query: (one: Question) => SearchQuery, among: readonly Team[]) => (one: Question) =>
    found(store, query(one), among);
  const allWords = (one: Question) => matchingAllWords(one.words);

  const rows: [string, Question[], (one: Question) => Promise<number>, (one: Question) => Promise<number>][] =
    [
      ["one word, 200 teams", asked(1), indexed(allWords, teams), (one) => scanned(db, one.words, teams)],
      ["two words, 200 teams", asked(2), indexed(allWords, teams), (one) => scanned(db, one.words, teams)],
      [
        "one word, 5 teams",
        asked(1),
        indexed(allWords, fiveTeams),
        (one) => scanned(db, one.words, fiveTeams),
      ],
      [
        "what a bet echoes, 200 teams",
        asked(1),
        indexed((one) => similarTo(one), teams),
        (one) => scanned(db, one.metric, teams),
      ],
      [
        "the same with its bets and learnings read, as in the form",
        asked(1),
        async (one) => {
          const deps = { store, now: () => own.createdAt, newId: () => "" };
          const echo = await findEchoes(
            deps,
            own,
            one,
            teams.map(({ channel }) => channel),
          );
          return echo?.resembling ?? 0;
        },
        (one) => scanned(db, one.metric, teams),
      ],
    ];
  const measured: Row[] = [];
  for (const [name, asks, index, scan] of rows) {
    // Alternates, so that other load on the machine affects both.
    const times = { index: [] as number[], scan: [] as number[] };
    const counts = { index: 0, scan: 0 };
    for (const one of asks)
      for (const [way, ask] of [
        ["index", index],
        ["scan", scan],
      ] as const) {
        const startedAt = performance.now();
        counts[way] += await ask(one);
        times[way].push(performance.now() - startedAt);
      }
    const summary = (way: "index" | "scan") => ({ ...quantiles(times[way]), found: counts[way] });
    measured.push({ asked: name, index: summary("index"), scan: summary("scan") });
  }
  return measured;
}

const WORKSPACE = "T0SANDBOX";

const found = async (store: Store, query: SearchQuery, teams: readonly Team[]): Promise<number> =>
  (await store.search.find(WORKSPACE, query, { teams: teams.map(({ id }) => id), limit: 200 })).length;

/** Search without an index: scans every row of the workspace; newest first, unranked. */
async function scanned(db: Kysely<Tables>, words: string, teams: readonly Team[]): Promise<number> {
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
