import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { SourceRefusal, SourceValue } from "#domain/sources/source.ts";
import { err, ok, type Result } from "#domain/result.ts";
import { COMMON, credentialHeaders, requestFields, type SecretField, urlFor } from "#sources/file/fields.ts";
import type { Fetching } from "#sources/http/fetching.ts";
import { request } from "#sources/http/request.ts";
import { fillDays } from "#sources/values/days.ts";
import { writtenNumber } from "#sources/values/numbers.ts";
import { refuse } from "#sources/values/refusals.ts";

const ROW = "must be first, last, or {where: {column: text}}.";

export const csvFields = (secret: SecretField) =>
  z.strictObject({
    ...COMMON,
    kind: z.literal("csv"),
    ...requestFields(secret),
    /** The column that holds the number, by its name in the first line. */
    column: z.string().trim().min(1, "is empty."),
    row: z.union(
      [
        z.enum(["first", "last"]),
        z.strictObject({
          where: z.record(z.string(), z.string()).refine((where) => Object.keys(where).length > 0),
        }),
      ],
      ROW,
    ),
    delimiter: z.string().length(1, "must be one character.").default(","),
    decimal: z.enum([".", ","]).default("."),
  });

type CsvSource = z.output<ReturnType<typeof csvFields>>;

export async function fetchCsv(
  source: CsvSource,
  day: Temporal.PlainDate,
  fetching: Fetching,
): Promise<Result<SourceValue, SourceRefusal>> {
  const headers = { accept: "text/csv, text/plain;q=0.9, */*;q=0.1", ...credentialHeaders(source) };
  const answer = await request({ url: urlFor(source, day), headers }, fetching);
  if (!answer.ok) return answer;
  if (answer.value.isHtml) return refuse("not-a-number", "the answer is HTML, not CSV");
  const cell = findCell(answer.value.bytes, source, day);
  if (!cell.ok) return cell;
  const value = writtenNumber(cell.value, source.decimal);
  return value.ok ? ok({ value: value.value }) : value;
}

function findCell(bytes: Buffer, source: CsvSource, day: Temporal.PlainDate): Result<string, SourceRefusal> {
  const rows = readRows(bytes, source.delimiter);
  if (!rows.ok) return rows;
  const [header = [], ...data] = rows.value;
  const names = header.map((name) => name.trim());
  const column = columnAt(names, source.column);
  if (!column.ok) return column;
  const found = findRows(data, names, source.row, day);
  if (!found.ok) return found;
  const [row, ...more] = found.value;
  if (!row) return refuse("no-rows", "no row fits");
  if (more.length > 0) return refuse("many-rows", `${more.length + 1} rows fit`);
  return ok(row[column.value] ?? "");
}

function readRows(bytes: Buffer, delimiter: string): Result<string[][], SourceRefusal> {
  try {
    const rows: string[][] = parse(bytes, {
      bom: true,
      delimiter,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    return rows.length > 0 ? ok(rows) : refuse("no-rows", "the answer is empty");
  } catch (fault) {
    // A file that was cut off ends within quotes or with too few cells.
    if (fault instanceof CsvError) return refuse("not-a-number", `the CSV is broken: ${fault.code}`);
    throw fault;
  }
}

function findRows(
  data: readonly string[][],
  names: readonly string[],
  rule: CsvSource["row"],
  day: Temporal.PlainDate,
): Result<readonly string[][], SourceRefusal> {
  if (rule === "first") return ok(data.slice(0, 1));
  if (rule === "last") return ok(data.slice(-1));
  const wanted: [column: number, text: string][] = [];
  for (const [name, text] of Object.entries(rule.where)) {
    const column = columnAt(names, name);
    if (!column.ok) return err(column.error);
    wanted.push([column.value, fillDays(text, day)]);
  }
  return ok(data.filter((row) => wanted.every(([column, text]) => row[column]?.trim() === text)));
}

function columnAt(names: readonly string[], name: string): Result<number, SourceRefusal> {
  const at = names.indexOf(name);
  if (at < 0) return refuse("misconfigured", "the first line lacks a column that the source names");
  return names.includes(name, at + 1)
    ? refuse("misconfigured", "the first line has a column twice that the source names")
    : ok(at);
}
