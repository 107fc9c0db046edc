import { createReadStream } from "node:fs";
import { CsvError, parse } from "csv-parse";
import { err, ok, type Result } from "#domain/result.ts";
import type { ImportProblem } from "#usecases/exports/import-tally.ts";
import { linesOf } from "./lines.ts";

/** A row with its cells by header, and the line it begins on. */
export type Row = { readonly line: number; readonly cells: ReadonlyMap<string, string> };

const MAX_ROW_BYTES = 2 ** 20;
const DELIMITERS = [",", ";", "\t"] as const;

export type Csv = {
  readonly headers: readonly string[];
  readonly delimiter: string;
  readonly rows: AsyncIterable<Result<Row, ImportProblem>>;
};

const problem = (line: number, message: string, field = ""): ImportProblem => ({
  line,
  field,
  kind: "unreadable",
  message,
});

/** Opens a CSV file with a header. Its rows are read one at a time; a row that can't be read ends the reading. */
export async function openCsv(path: string): Promise<Result<Csv, ImportProblem>> {
  const lines = linesOf(path, MAX_ROW_BYTES);
  const first = (await lines.next()).value;
  await lines.return(undefined);
  if (!first) return err(problem(1, "The file is empty."));
  if ("problem" in first) return err(problem(1, `The line ${first.problem}.`));
  const delimiter = delimiterOf(first.text);
  const rows = rowsOf(path, delimiter);
  const head = await rows.next();
  if (head.done) return err(problem(1, "The file is empty."));
  if (!head.value.ok) return err(head.value.error);
  const headers = [...head.value.value.values].map((header) => header.trim());
  return ok({ headers, delimiter, rows: withHeaders(rows, headers) });
}

/** The character that divides the header into most columns. */
function delimiterOf(header: string): string {
  const unquoted = header.replace(/"[^"]*"/g, "");
  const [best] = DELIMITERS.map((one) => ({ one, count: unquoted.split(one).length })).toSorted(
    (a, b) => b.count - a.count,
  );
  return best?.one ?? ",";
}

type Values = { readonly line: number; readonly values: readonly string[] };

async function* withHeaders(
  rows: AsyncGenerator<Result<Values, ImportProblem>>,
  headers: readonly string[],
): AsyncGenerator<Result<Row, ImportProblem>> {
  for await (const row of rows) {
    if (!row.ok) {
      yield row;
      return;
    }
    const { line, values } = row.value;
    const cells = new Map<string, string>();
    // The first of columns with the same header; a mapping to such a header is refused.
    headers.forEach((header, index) => {
      if (!cells.has(header)) cells.set(header, values[index] ?? "");
    });
    yield ok({ line, cells });
  }
}

async function* rowsOf(path: string, delimiter: string): AsyncGenerator<Result<Values, ImportProblem>> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MAX_ROW_BYTES,
    skip_empty_lines: true,
  });
  const stream = createReadStream(path);
  stream.on("error", (fault) => parser.destroy(fault));
  stream.pipe(parser);
  let ended = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const line = ended + 1;
      ended = info.lines;
      if (record.some((cell) => cell.includes("\uFFFD")))
        yield err(problem(line, "The line is not UTF-8 text. Save the file as CSV UTF-8."));
      else yield ok({ line, values: record });
    }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    yield err(problem(ended + 1, wordsOf(fault)));
  } finally {
    stream.destroy();
  }
}

function wordsOf(fault: CsvError): string {
  switch (fault.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return "A quoted cell begins here, or in this row, and never ends: the file was cut off, or a quote is missing.";
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH":
      return "The row has another number of cells than the header: the file was cut off, or a cell with the delimiter is not quoted.";
    case "CSV_MAX_RECORD_SIZE":
      return `The row is longer than ${MAX_ROW_BYTES / 2 ** 20} MB.`;
    default:
      return "A quote is where none can be: quote the whole cell, and double the quotes in it.";
  }
}
