import { z } from "zod";
import type { ExportRecord } from "#domain/exports/records.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { ImportProblem, Located } from "#usecases/exports/import-tally.ts";
import { linesOf } from "./lines.ts";
import { FORMAT, recordSchema, VERSION } from "./record-schemas.ts";

const HEAD = `{"format":"${FORMAT}","version":${VERSION},"records":[`;

/**
 * An export as JSON with one record a line, so that it can be written and read in constant memory. The count at the end
 * says that the file is whole.
 */
export async function* toJsonDocument(records: AsyncIterable<ExportRecord>): AsyncGenerator<string> {
  yield HEAD;
  let count = 0;
  for await (const record of records) {
    yield `${count === 0 ? "" : ","}\n${JSON.stringify(record)}`;
    count += 1;
  }
  yield `\n],"count":${count}}\n`;
}

const headSchema = z.looseObject({ format: z.literal(FORMAT), version: z.int().min(1) });
const tailSchema = z.strictObject({ records: z.array(z.never()), count: z.int() });

const problem = (line: number, message: string, field = "") =>
  err({ line, field, kind: "unreadable", message } satisfies ImportProblem);

const CUT_OFF = "The file ends here, before its end was written. Export it again.";

/** The records of a file, or what is wrong with it. */
export async function* readJsonDocument(
  path: string,
): AsyncGenerator<Result<Located<ExportRecord>, ImportProblem>> {
  let count = 0;
  let isOver = false;
  let last = 0;
  let broken: ReturnType<typeof problem> | undefined;
  for await (const read of linesOf(path)) {
    const { line } = read;
    last = line;
    if (broken) yield broken;
    broken = undefined;
    if ("problem" in read) return yield problem(line, `The line ${read.problem}.`);
    const text = read.text.trim();
    if (line === 1) {
      const refusal = refusalOfHead(text);
      if (refusal) return yield problem(line, refusal);
    } else if (isOver) {
      if (text !== "") return yield problem(line, "Something follows the end of the export.");
    } else if (text.startsWith("]")) {
      const tail = tailSchema.safeParse(parsed(`{"records":[${text}`));
      if (!tail.success) broken = problem(line, "This is not how an export ends.");
      else if (tail.data.count !== count)
        yield problem(
          line,
          `The export has ${count} records here and had ${tail.data.count} when it was written: some are missing or were added.`,
          "count",
        );
      isOver = tail.success;
    } else {
      count += 1;
      const value = parsed(text.replace(/,$/, ""));
      if (value === undefined) broken = problem(line, "This is not JSON.");
      else yield recordAt(line, value);
    }
  }
  if (last === 0) yield problem(1, "The file is empty.");
  else if (!isOver) yield problem(last, CUT_OFF);
}

function refusalOfHead(text: string): string | undefined {
  const head = headSchema.safeParse(parsed(`${text}]}`));
  if (!head.success)
    return `This is no export of Ourcome: its first line is ${HEAD} and each record has a line of its own.`;
  return head.data.version > VERSION
    ? `This export was made by a newer Ourcome (its version is ${head.data.version}, and this one reads ${VERSION}).`
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordAt(line: number, value: unknown): Result<Located<ExportRecord>, ImportProblem> {
  const read = recordSchema.safeParse(value);
  if (read.success) return ok({ line, record: read.data });
  const [issue] = read.error.issues;
  return problem(line, issue?.message ?? "is not understood", pathOf(issue?.path ?? []));
}

/** A path as people write it: `readings[0].value`. */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (before, key) =>
      typeof key === "number"
        ? `${before}[${key}]`
        : before === ""
          ? String(key)
          : `${before}.${String(key)}`,
    "",
  );
