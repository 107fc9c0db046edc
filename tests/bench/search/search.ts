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

/** Milliseconds of one way to ask, over many questions; and how much was found by all of them. */
type Measured = { readonly median: number; readonly p95: number; readonly found: number };

export type Row = { readonly asked: string; readonly index: Measured; readonly scan: Measured };

/** What a search takes by the index and by reading every row, side by side, on SQLite in a file. */
export async function benchSearch(
  bets: number,
  questions: number,
): Promise<{ readonly indexingMs: number; readonly rows: readonly Row[] }> {
  const folder = mkdtempSync(join(tmpdir(), "ourcome-bench-"));
  const path = join(folder, "bench.db");
  try {
    const { teams } = await writeRecord(path, bets);
    const begun = performance.now();
    const db = await openDatabase({ kind: "file", path });
    const indexingMs = performance.now() - begun;
    try {
      return { indexingMs, rows: await compare(db, teams, questions) };
    } finally {
      await db.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Asked = { readonly words: string; readonly title: string; readonly metric: string };

async function compare(db: Kysely<Tables>, teams: readonly Team[], questions: number): Promise<Row[]> {
  const store = storeIn(db, new Uint8Array(32));
  const { some, metric } = writer(2);
  const asked = (words: number): Asked[] =>
    Array.from({ length: questions }, () => ({ words: some(words), title: some(4), metric: metric() }));
  const [own] = teams;
  if (!own) throw new Error("There is no team.");
  const few = teams.slice(0, 5);
  const by = (query: (one: Asked) => SearchQuery, among: readonly Team[]) => (one: Asked) =>
    found(store, query(one), among);
  const all = (one: Asked) => matchingAllWords(one.words);

  const rows: [string, Asked[], (one: Asked) => Promise<number>, (one: Asked) => Promise<number>][] = [
    ["one word, 200 teams", asked(1), by(all, teams), (one) => scanned(db, one.words, teams)],
    ["two words, 200 teams", asked(2), by(all, teams), (one) => scanned(db, one.words, teams)],
    ["one word, 5 teams", asked(1), by(all, few), (one) => scanned(db, one.words, few)],
    [
      "what a bet echoes, 200 teams",
      asked(1),
      by((one) => similarTo(one), teams),
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
  for (const [name, each, index, scan] of rows) {
    // Side by side, so that what else the machine does falls on both.
    const times = { index: [] as number[], scan: [] as number[] };
    const counts = { index: 0, scan: 0 };
    for (const one of each)
      for (const [way, ask] of [
        ["index", index],
        ["scan", scan],
      ] as const) {
        const begun = performance.now();
        counts[way] += await ask(one);
        times[way].push(performance.now() - begun);
      }
    const told = (way: "index" | "scan") => ({ ...quantiles(times[way]), found: counts[way] });
    measured.push({ asked: name, index: told("index"), scan: told("scan") });
  }
  return measured;
}

const WORKSPACE = "T0SANDBOX";

const found = async (store: Store, query: SearchQuery, teams: readonly Team[]): Promise<number> =>
  (await store.search.find(WORKSPACE, query, { teams: teams.map(({ id }) => id), limit: 200 })).length;

/** As it would be done without an index: every row of the workspace is read and looked through; the newest first, unranked. */
async function scanned(db: Kysely<Tables>, words: string, teams: readonly Team[]): Promise<number> {
  const holds = (text: string) =>
    sql.join(
      words.split(" ").map((word) => sql`${sql.raw(text)} like ${`%${word}%`}`),
      sql` and `,
    );
  const among = sql.join(teams.map(({ id }) => id));
  const { rows } = await sql`
    select id, placed_at as written_at from bets where workspace = ${WORKSPACE} and team in (${among})
      and ${holds("title || ' ' || metric || ' ' || belief")}
    union all select id, added_at from learnings where workspace = ${WORKSPACE} and team in (${among}) and ${holds("text")}
    order by written_at desc limit 200`.execute(db);
  return rows.length;
}

function quantiles(times: readonly number[]): Pick<Measured, "median" | "p95"> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
