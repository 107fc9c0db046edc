import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildServer } from "#scripts/build.ts";
import { benchAcks } from "./acks/acks.ts";
import { benchExports } from "./exports.ts";
import { benchDue } from "./due.ts";
import { benchHistory } from "./history/history.ts";
import { postgresServer } from "#tests/support/postgres.ts";
import { benchPostgresRows, benchRows } from "./rows.ts";
import { benchSearch } from "./search/search.ts";
import { benchTicks } from "./ticks.ts";

/**
 * `npm run bench` runs all benchmarks and prints medians and ratios, which it also writes to a JSON file.
 * `-- acks history` runs only those two. `--quick` is a small run that only checks that the benchmarks work.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, out: { type: "string", default: "bench.json" } },
});
const { quick } = values;

type Cell = number | string | undefined;
type Table = Record<string, Record<string, Cell>>;

const rounded = (value: number): number => Number(value.toPrecision(4));
const mb = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
const ratio = (value = Number.NaN, to = Number.NaN): Cell =>
  Number.isFinite(value / to) ? `${(value / to).toFixed(2)} x` : undefined;

const ackPlan = quick
  ? { rounds: 1, serial: 40, parallel: 64, load: 100 }
  : { rounds: 5, serial: 400, parallel: 3_000, load: 20_000 };

const builtServer = async () => ({
  name: "Ourcome, built",
  file: await buildServer(),
  flags: START_FLAGS,
});

async function acks(): Promise<Table> {
  const sources = { name: "Ourcome, sources", file: "src/start.mjs", flags: START_FLAGS };
  return ackTable(await benchAcks([await builtServer(), sources], ackPlan));
}

function ackTable(figures: Awaited<ReturnType<typeof benchAcks>>): Table {
  const [bolt, row] = [figures.get("bare Bolt"), figures.get("Bolt + row")];
  return Object.fromEntries(
    [...figures].map(([name, figure]) => [
      name,
      {
        "start ms": rounded(figure.startMs),
        "to Bolt": ratio(figure.startMs, bolt?.startMs),
        "help p50": rounded(figure.ackP50Ms),
        p99: rounded(figure.ackP99Ms),
        "to Bolt + row": ratio(figure.ackP50Ms, row?.ackP50Ms),
        "acks/s at 16": Math.round(figure.acksPerSecond),
        "to Bolt + row ": ratio(figure.acksPerSecond, row?.acksPerSecond),
        "vote p50": rounded(figure.voteP50Ms),
        "to Bolt + row  ": ratio(figure.voteP50Ms, row?.voteP50Ms),
        "vote in": rounded(figure.votedP50Ms),
        "form open": rounded(figure.formP50Ms),
        resident: mb(figure.residentAtStart),
        "to Bolt ": ratio(figure.residentAtStart, bolt?.residentAtStart),
        after: mb(figure.residentAfter),
        "to Bolt  ": ratio(figure.residentAfter, bolt?.residentAfter),
      },
    ]),
  );
}

async function history(): Promise<Table> {
  const lengths = quick ? [10, 100] : [10, 1_000, 10_000];
  const figures = await benchHistory(lengths, quick ? 2 : 20);
  const last = lengths.at(-1) ?? 0;
  return Object.fromEntries(
    [...figures].map(([name, byLength]) => [
      name,
      {
        ...Object.fromEntries([...byLength].map(([length, ms]) => [`${length} bets, ms`, rounded(ms)])),
        "longest to shortest": ratio(byLength.get(last), byLength.get(lengths[0] ?? 0)),
      },
    ]),
  );
}

const rowPlan = quick ? { rounds: 1, count: 100 } : { rounds: 5, count: 5_000 };

const rows = async (): Promise<Table> => rowTable(await benchRows(rowPlan));

/** Rows and acks on a PostgreSQL server, if there is one. */
async function postgres(): Promise<Table> {
  if (!postgresServer) return { "left out": { why: "set TEST_DATABASE_URL to a PostgreSQL server" } };
  return {
    ...rowTable(await benchPostgresRows(postgresServer, rowPlan)),
    ...ackTable(
      await benchAcks([await builtServer()], {
        ...ackPlan,
        load: ackPlan.parallel,
        postgres: postgresServer,
      }),
    ),
  };
}

function rowTable(figures: ReadonlyMap<string, number>): Table {
  const store = figures.get("the store");
  return Object.fromEntries(
    [...figures].map(([name, perSecond]) => [
      name,
      { "rows/s": Math.round(perSecond), "the store to it": ratio(store, perSecond) },
    ]),
  );
}

async function ticks(): Promise<Table> {
  const figures = await benchTicks(quick ? [1, 10] : [1, 100, 1_000, 10_000], quick ? 3 : 30);
  return Object.fromEntries(
    [...figures].map(([teams, ms]) => [
      `${teams} teams`,
      { "idle tick, ms": rounded(ms), "to one team": ratio(ms, figures.get(1)) },
    ]),
  );
}

async function due(): Promise<Table> {
  const figure = await benchDue(quick ? 60 : 3_000, quick ? 2 : 10);
  return {
    "digests due at once": {
      seconds: rounded(figure.seconds),
      "the limit allows": rounded(figure.limitSeconds),
      ratio: ratio(figure.seconds, figure.limitSeconds),
      "a person waited at most, s": rounded(figure.longestWaitSeconds),
      "work, s": rounded(figure.workSeconds),
    },
  };
}

async function search(): Promise<Table> {
  const { rows: found } = await benchSearch(quick ? 600 : 100_000, quick ? 8 : 60);
  return Object.fromEntries(
    found.map(({ name, index, scan }) => [
      name,
      {
        "index, ms": rounded(index.median),
        p95: rounded(index.p95),
        "scan, ms": rounded(scan.median),
        "scan to index": ratio(scan.median, index.median),
      },
    ]),
  );
}

/** The peak of the process with the longest record, next to that with the shortest. */
async function exports(): Promise<Table> {
  const figures = await benchExports(quick ? [10, 100] : [1_000, 10_000, 100_000]);
  return Object.fromEntries(
    [...figures].map(([bets, figure]) => [
      `${bets} bets`,
      {
        file: mb(figure.fileBytes),
        "export, s": rounded(figure.out.seconds),
        "peak RSS": mb(figure.out.peakBytes),
        "import, s": rounded(figure.in.seconds),
        "peak RSS ": mb(figure.in.peakBytes),
      },
    ]),
  );
}

/** What `npm start` gives Node. */
const START_FLAGS = ["--max-semi-space-size=4"];

const BENCHES = { acks, history, rows, ticks, due, search, exports, postgres };

const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const results: Record<string, Table> = {};
for (const name of names) {
  const bench = BENCHES[name as keyof typeof BENCHES];
  if (!bench)
    throw new Error(`There is no benchmark "${name}". Choose from ${Object.keys(BENCHES).join(", ")}.`);
  const table = await bench();
  results[name] = table;
  process.stdout.write(`\n${name}\n`);
  console.table(table);
  writeFileSync(values.out, `${JSON.stringify(results, undefined, 2)}\n`);
}
