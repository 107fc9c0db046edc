import { CHOSEN, type Chosen, DEPENDENCIES, type Dependency } from "#domain/bets/mandate.ts";
import { type ForeignBet, importedBet } from "#domain/exports/imported-bet.ts";
import { EVIDENCE, type Evidence } from "#domain/readings/reading.ts";
import { err, ok, type Result } from "#domain/result.ts";
import type { ImportProblem } from "#usecases/exports/import-tally.ts";
import { dayIn, idOf, instantIn, numberIn, textIn } from "./cells.ts";
import { type BetField, mapColumns } from "./csv-mapping.ts";
import { openCsv, type Row } from "./csv-rows.ts";
import { type ForeignBets, type ForeignOptions, MAX, refused } from "./foreign-source.ts";

/** The bets of a spreadsheet, a row each. Its columns are mapped by the operator or guessed. */
export async function* csvBets(path: string, options: ForeignOptions): ForeignBets {
  const csv = await openCsv(path);
  if (!csv.ok) return yield csv;
  const columns = mapColumns(csv.value.headers, options.map ?? new Map());
  if (!columns.ok) {
    for (const problem of columns.error) yield err(problem);
    return;
  }
  for await (const row of csv.value.rows) {
    if (!row.ok) {
      yield row;
      continue;
    }
    const bet = betOf(row.value, columns.value, options);
    yield bet.ok
      ? ok({ line: row.value.line, record: importedBet(bet.value, options.team, options.now) })
      : bet;
  }
}

/** The first thing that is wrong with a row. */
class Refused extends Error {
  readonly problem: ImportProblem;

  constructor(problem: ImportProblem) {
    super("refused");
    this.problem = problem;
  }
}

function betOf(
  row: Row,
  columns: ReadonlyMap<BetField, string>,
  options: ForeignOptions,
): Result<ForeignBet, ImportProblem> {
  try {
    return ok(readBet(row, columns, options));
  } catch (fault) {
    if (fault instanceof Refused) return err(fault.problem);
    throw fault;
  }
}

const DECLARED = ["inconclusive", "stopped-early", "invalid"] as const;
const COMPUTED = ["hit", "part-way", "missed", "backfired"] as const;

function readBet(
  { line, cells }: Row,
  columns: ReadonlyMap<BetField, string>,
  { team, redact, decimal }: ForeignOptions,
): ForeignBet {
  const refuse = (field: BetField, message: string): never => {
    throw new Refused(refused(line, columns.get(field) ?? field, message));
  };
  const cell = (field: BetField) => cells.get(columns.get(field) ?? "\0")?.trim() ?? "";
  const needed = (field: BetField) => cell(field) || refuse(field, "is empty");
  const read = <Value>(field: BetField, result: Result<Value, string>): Value =>
    result.ok ? result.value : refuse(field, result.error);
  const optional = <Value>(field: BetField, reader: (text: string) => Result<Value, string>) =>
    cell(field) === "" ? undefined : read(field, reader(cell(field)));
  const text = (field: BetField, max: number) => optional(field, (one) => textIn(one, { max, redact }));
  const oneOf = <Value extends string>(field: BetField, values: readonly Value[]): Value | undefined =>
    optional(field, (one) => {
      const found = values.find((value) => value === one.toLowerCase().replace(/[\s_]+/g, "-"));
      return found ? ok(found) : err(`is none of ${values.join(", ")}`);
    });
  const number = (field: BetField) => read(field, numberIn(needed(field), decimal));

  const title = (needed("title"), text("title", MAX.title)) ?? "";
  const metric = (needed("metric"), text("metric", MAX.metric)) ?? "";
  const [baseline, target] = [number("baseline"), number("target")];
  const unit = text("unit", MAX.unit) ?? (target.unit || baseline.unit);
  for (const [field, { unit: own }] of [
    ["baseline", baseline],
    ["target", target],
  ] as const)
    if (own !== "" && own !== unit) refuse(field, `is in ${own}, and not in ${unit || "plain numbers"}`);
  if (baseline.value === target.value) refuse("target", "is the baseline, so there is nothing to reach");
  const reviewOn = read("reviewOn", dayIn(needed("reviewOn")));
  const terms = { metric, unit, baseline: baseline.value, target: target.value, reviewOn };

  const verdict = oneOf("verdict", [...COMPUTED, ...DECLARED]);
  const declared = DECLARED.find((kind) => kind === verdict);
  const value = cell("finalValue") === "" ? undefined : number("finalValue").value;
  if (verdict && !declared && value === undefined) refuse("verdict", "needs the final value");
  const chosen: Chosen = oneOf("chosen", CHOSEN) ?? team.defaultChosen;
  const dependency: Dependency | undefined = oneOf("dependency", DEPENDENCIES);
  const evidence: Evidence = oneOf("evidence", EVIDENCE) ?? "before-after";
  const takenOn = optional("finalTakenOn", dayIn) ?? reviewOn;
  const id = optional("id", (one) =>
    /^[\w-]{1,100}$/.test(one) ? ok(one) : err("has a character that ids don't have"),
  );
  return {
    id: id ?? idOf("csv", team.id, title, metric, reviewOn.toString()),
    title,
    belief: text("belief", MAX.belief),
    terms,
    guardrail: text("guardrail", MAX.metric),
    mandate: { chosen, ...(dependency && { dependency }) },
    placedAt: optional("placedAt", instantIn),
    shippedOn: optional("shippedOn", dayIn),
    outcome: declared
      ? { declared, reason: text("reason", MAX.reason) ?? "No reason was recorded." }
      : value === undefined
        ? undefined
        : { reading: { value, takenOn, evidence } },
  };
}
