import { benchSearch, type Row } from "./search.ts";

const BETS = Number(process.argv[2] ?? 100_000);
const QUESTIONS = Number(process.argv[3] ?? 60);

const ms = (value: number): string => `${value.toFixed(1).padStart(8)} ms`;

const line = ({ asked, index, scan }: Row): string =>
  `${asked.padEnd(58)}${ms(index.median)}${ms(index.p95)}${ms(scan.median)}${ms(scan.p95)}${(scan.median / index.median).toFixed(1).padStart(8)} x`;

const { indexingMs, rows } = await benchSearch(BETS, QUESTIONS);
process.stdout.write(
  [
    `Search among ${BETS} bets and ${Math.ceil(BETS / 5)} learnings of 200 teams, on SQLite in a file, ${QUESTIONS} questions each`,
    `Their words were made and indexed in ${(indexingMs / 1_000).toFixed(1)} s, once`,
    "",
    `${"".padEnd(58)}${"index".padStart(11)}${"p95".padStart(11)}${"scan".padStart(11)}${"p95".padStart(11)}${"ratio".padStart(10)}`,
    ...rows.map(line),
    "",
  ].join("\n"),
);
