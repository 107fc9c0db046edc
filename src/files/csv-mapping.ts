import { err, ok, type Result } from "#domain/result.ts";
import type { ImportProblem } from "#usecases/exports/import-tally.ts";
import { refused } from "./foreign-source.ts";

/** What a column of a spreadsheet can be, and the headers that are taken for it without a mapping. */
const BET_FIELDS = {
  id: ["id"],
  title: ["title", "name", "bet", "feature", "idea", "initiative", "change", "experiment"],
  belief: ["belief", "hypothesis", "we believe", "description"],
  metric: ["metric", "kpi", "measure", "metric name"],
  unit: ["unit"],
  baseline: ["baseline", "from", "before", "start value"],
  target: ["target", "to", "goal", "target value"],
  reviewOn: ["review on", "review", "review date", "due", "due date", "deadline"],
  guardrail: ["guardrail"],
  chosen: ["chosen", "who chose it", "mandate"],
  dependency: ["dependency"],
  placedAt: ["placed at", "placed", "placed on", "created", "created at"],
  shippedOn: ["shipped on", "shipped", "released", "release date", "launch date"],
  finalValue: ["final value", "final", "actual", "after", "result"],
  finalTakenOn: ["final taken on", "measured on", "measured at"],
  evidence: ["evidence", "final evidence"],
  verdict: ["verdict", "outcome"],
  reason: ["reason"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type BetField = keyof typeof BET_FIELDS;

const REQUIRED: readonly BetField[] = ["title", "metric", "baseline", "target", "reviewOn"];

const isField = (name: string): name is BetField => name in BET_FIELDS;

const plain = (header: string): string =>
  header
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();

/** The column of each field: as mapped, or guessed from its header. Says which are missing, unknown or there twice. */
export function mapColumns(
  headers: readonly string[],
  mapped: ReadonlyMap<string, string>,
): Result<ReadonlyMap<BetField, string>, readonly ImportProblem[]> {
  const problems: ImportProblem[] = [];
  const columns = new Map<BetField, string>();
  for (const [field, header] of mapped) {
    if (!isField(field))
      problems.push(refused(1, field, `is no field. There are: ${Object.keys(BET_FIELDS).join(", ")}.`));
    else if (!headers.includes(header))
      problems.push(
        refused(1, field, `has no column ${JSON.stringify(header)}. There are: ${headers.join(", ")}.`),
      );
    else columns.set(field, header);
  }
  for (const [field, guesses] of Object.entries(BET_FIELDS)) {
    if (!isField(field) || columns.has(field)) continue;
    const guessed = headers.find((header) => (guesses as readonly string[]).includes(plain(header)));
    if (guessed !== undefined) columns.set(field, guessed);
  }
  for (const field of REQUIRED)
    if (!columns.has(field) && !problems.some((one) => one.field === field))
      problems.push(
        refused(
          1,
          field,
          `has no column. Say which it is with --map ${field}=HEADER. There are: ${headers.join(", ")}.`,
        ),
      );
  for (const [field, header] of columns)
    if (headers.filter((one) => one === header).length > 1)
      problems.push(
        refused(1, field, `could be either of two columns called ${JSON.stringify(header)}. Rename one.`),
      );
  return problems.length > 0 ? err(problems) : ok(columns);
}
