import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { BetRecord, ExportRecord } from "#domain/exports/records.ts";

const COLUMNS = [
  "Id",
  "Team",
  "Number",
  "Title",
  "Belief",
  "Metric",
  "Unit",
  "Baseline",
  "Target",
  "Review on",
  "Guardrail",
  "Chosen",
  "Dependency",
  "Placed at",
  "Shipped on",
  "State",
  "Verdict",
  "Final value",
  "Final taken on",
  "Evidence",
  "Reason",
  "Settled at",
  "Forecast",
  "Readings",
  "Learnings",
] as const;

/** The bets as CSV (RFC 4180), one a row. Texts that a spreadsheet would take for a formula begin with an apostrophe. */
export const toBetsCsv = (records: AsyncIterable<ExportRecord>): AsyncIterable<string> =>
  Readable.from(rows(records)).compose(
    stringify({ header: true, columns: [...COLUMNS], escape_formulas: true, record_delimiter: "windows" }),
  );

async function* rows(records: AsyncIterable<ExportRecord>): AsyncGenerator<Row> {
  let team = "";
  for await (const record of records) {
    if (record.kind === "team") team = record.name;
    if (record.kind === "bet") yield rowOf(record, team);
  }
}

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | undefined>>;

const rowOf = (bet: BetRecord, team: string): Row => ({
  Id: bet.id,
  Team: team,
  Number: bet.number,
  Title: bet.title,
  Belief: bet.belief,
  Metric: bet.metric,
  Unit: bet.unit,
  Baseline: bet.baseline,
  Target: bet.target,
  "Review on": bet.amendments.at(-1)?.reviewOn ?? bet.reviewOn,
  Guardrail: bet.guardrail,
  Chosen: bet.chosen,
  Dependency: bet.dependency,
  "Placed at": bet.placedAt,
  "Shipped on": bet.shippedOn,
  State: bet.state,
  Verdict: bet.verdict,
  "Final value": bet.finalValue,
  "Final taken on": bet.finalTakenOn,
  Evidence: bet.finalEvidence,
  Reason: bet.reason,
  "Settled at": bet.settledAt,
  Forecast: bet.confidenceLeaning ?? bet.confidenceMedian,
  Readings: bet.readings.length,
  Learnings: bet.learnings.map(({ text }) => text).join("\n"),
});
